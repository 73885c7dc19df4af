namespace ScimFunctions.Directory.Checking;

/// <summary>What a repair of a tenant group did.</summary>
/// <param name="Mended">The rows that were broken and are mended, by key.</param>
/// <param name="Left">What it takes a person to decide.</param>
/// <param name="MadeVoid">How many empty places of the journal were made void.</param>
public sealed record RepairReport(IReadOnlyList<Finding> Mended, CheckReport Left, int MadeVoid);
