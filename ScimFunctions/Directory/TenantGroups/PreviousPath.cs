namespace ScimFunctions.Directory.TenantGroups;

/// <summary>A path that a tenant group had before it was renamed.</summary>
/// <param name="Path">The path, as the administrator wrote it.</param>
/// <param name="Until">From when on it answers no more.</param>
public sealed record PreviousPath(string Path, DateTimeOffset Until);
