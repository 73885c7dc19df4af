using System.Text.Json;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.TenantGroups;

/// <summary>
/// The rows of tenant groups, in the partition <see cref="TenantGroupRegistry.Partition"/>: <c>p:</c> and the folded path,
/// with the tenant group as document; or, at a path that a tenant group had before, with where it went.
/// </summary>
internal static class TenantGroupRows
{
    public const string Prefix = "p:";

    private const string TargetColumn = "to", UntilColumn = "until", IdColumn = "group";

    public static string Key(string path) => Prefix + TenantGroupPath.Fold(path);

    public static byte[] Write(TenantGroup group) => JsonSerializer.SerializeToUtf8Bytes(group, TenantGroupJson.Default.TenantGroup);

    /// <exception cref="StorageException">The row has no document.</exception>
    public static TenantGroup Read(Row row) =>
        JsonSerializer.Deserialize(row.Document.Span, TenantGroupJson.Default.TenantGroup)
        ?? throw new StorageException("A tenant group's row has no document.", outcomeUnknown: false);

    public static InsertRow Insert(TenantGroup group) => new(Key(group.Path), Columns.None, Write(group));

    public static ReplaceRow Replace(TenantGroup group, string etag) => new(Key(group.Path), etag, Columns.None, Write(group));

    /// <summary>Whether two tenant groups are stored alike.</summary>
    public static bool Same(TenantGroup left, TenantGroup right) => Write(left).AsSpan().SequenceEqual(Write(right));

    /// <summary>What the row at a former path of a tenant group says.</summary>
    public static Columns Moved(TenantGroup group, DateTimeOffset until) => Columns.Of(
        new(TargetColumn, Key(group.Path)), new(IdColumn, group.Id), new(UntilColumn, until.ToUnixTimeMilliseconds()));

    /// <summary>Where the tenant group of a former path went; null where the row is a tenant group's own.</summary>
    public static (string Key, string Id, DateTimeOffset Until)? MovedTo(Row row) =>
        row.Columns.GetString(TargetColumn) is { } target
            ? (target, row.Columns.GetString(IdColumn)!, DateTimeOffset.FromUnixTimeMilliseconds(row.Columns.GetInt64(UntilColumn)!.Value))
            : null;
}
