namespace ScimFunctions.Functions.Bulk;

/// <summary>How a step of a bulk request ended.</summary>
public enum StepOutcome
{
    /// <summary>The operation has succeeded, or there was nothing to do.</summary>
    Done,

    /// <summary>The operation has failed.</summary>
    Failed,

    /// <summary>It came before a step that perhaps makes it possible, and is to be carried out again when all before it are done.</summary>
    Again,
}
