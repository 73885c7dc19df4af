using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens.Recovery;

/// <summary>Which rows of the directory name a version of a secret.</summary>
internal static class SecretNames
{
    private const string VersionColumn = "version";

    /// <summary>The secret that a row names, and which version of it; null where it names none.</summary>
    public static (string Name, string Version)? Of(Row row) => row.Key switch
    {
        AdminKey.RowKey when row.Columns.GetString(VersionColumn) is { } version => (AdminKey.SecretName, version),
        CursorKeys.RowKey when row.Columns.GetString(VersionColumn) is { } version => (CursorKeys.SecretName, version),
        _ when GroupOf(row) is { TokensVersion: { } version } group => (TokenSet.SecretName(group.Id), version),
        _ => null,
    };

    /// <summary>The tenant group of a row; null where it is none's.</summary>
    public static TenantGroup? GroupOf(Row row) =>
        row.Key.StartsWith(TenantGroupRows.Prefix, StringComparison.Ordinal) && TenantGroupRows.MovedTo(row) is null ? TenantGroupRows.Read(row) : null;

    /// <summary>The row as it names another version; null where the row is nothing without one.</summary>
    /// <param name="row">A row that names one.</param>
    /// <param name="version">The version; null where the secret is lost.</param>
    public static Row? WithVersion(Row row, string? version) => (GroupOf(row), version) switch
    {
        ({ } group, _) => row with { Document = TenantGroupRows.Write(group with { TokensVersion = version }) },
        (_, null) => null,
        _ => row with { Columns = Columns.Of(new Column(VersionColumn, version)) },
    };
}
