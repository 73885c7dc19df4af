namespace ScimFunctions.Functions.Bulk;

/// <summary>How a step of a bulk request ended.</summary>
internal enum StepOutcome
{
    Done,

    /// <summary>The operation has failed.</summary>
    Failed,

    /// <summary>It came before a step that perhaps makes it possible, and is to be carried out again when all before it are done.</summary>
    Again,
}
