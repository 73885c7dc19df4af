using ScimFunctions.Storage;

namespace ScimFunctions.Directory.TenantGroups.Removal;

/// <summary>
/// The row <c>r:{id}</c> of the directory, which stands for a tenant group that is to be removed until nothing of it is left:
/// who finds it carries the removal on.
/// </summary>
/// <param name="Id">The id of the tenant group, which is its partition.</param>
/// <param name="Path">Its path.</param>
/// <param name="Due">When the next sweep may begin.</param>
/// <param name="Swept">How often everything was removed.</param>
/// <param name="LeasedUntil">Until when one process has the removal to itself.</param>
internal sealed record RemovalRow(string Id, string Path, DateTimeOffset Due, long Swept, DateTimeOffset LeasedUntil)
{
    public const string Prefix = "r:";

    private const string PathColumn = "path", DueColumn = "due", SweptColumn = "swept", LeaseColumn = "lease";

    public string Key => Prefix + Id;

    public static RemovalRow Of(Row row) => new(
        row.Key[Prefix.Length..],
        row.Columns.GetString(PathColumn)!,
        DateTimeOffset.FromUnixTimeMilliseconds(row.Columns.GetInt64(DueColumn) ?? 0),
        row.Columns.GetInt64(SweptColumn) ?? 0,
        DateTimeOffset.FromUnixTimeMilliseconds(row.Columns.GetInt64(LeaseColumn) ?? 0));

    public InsertRow ToInsert() => new(Key, ToColumns(), default);

    public ReplaceRow ToReplace(string etag) => new(Key, etag, ToColumns(), default);

    private Columns ToColumns() => Columns.Of(
        new(PathColumn, Path),
        new(DueColumn, Due.ToUnixTimeMilliseconds()),
        new(SweptColumn, Swept),
        new(LeaseColumn, LeasedUntil.ToUnixTimeMilliseconds()));
}
