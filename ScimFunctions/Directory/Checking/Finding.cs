namespace ScimFunctions.Directory.Checking;

/// <summary>A row that breaks what holds between the rows of a tenant group.</summary>
/// <param name="Key">The key of the row.</param>
/// <param name="Problem">What is wrong with it, as a sentence.</param>
public sealed record Finding(string Key, string Problem);
