using System.Runtime.CompilerServices;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Functions.LargeGroups;

/// <summary>A table that loads the rows of members together with the users that an import loads, which an import adds batch by batch.</summary>
internal sealed class MemberLoadingTable(IBulkTable table, string group, IReadOnlySet<string> members) : IBulkTable
{
    private static readonly Columns InGroups = Columns.Of(new Column("inGroups", true));

    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) => table.FindAsync(partition, key, cancellation);

    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) => table.ReadAsync(partition, range, cancellation);

    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
        table.CommitAsync(partition, changes, cancellation);

    public ValueTask PingAsync(CancellationToken cancellation) => table.PingAsync(cancellation);

    public Task<bool> TryLoadAsync(string partition, IAsyncEnumerable<IReadOnlyList<InsertRow>> rows, CancellationToken cancellation) =>
        table.TryLoadAsync(partition, WithMembersAsync(rows, cancellation), cancellation);

    private async IAsyncEnumerable<IReadOnlyList<InsertRow>> WithMembersAsync(
        IAsyncEnumerable<IReadOnlyList<InsertRow>> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chunk in rows.WithCancellation(cancellation))
        {
            yield return [.. chunk.SelectMany(WithMember)];
        }
    }

    private IEnumerable<InsertRow> WithMember(InsertRow row)
    {
        if (!row.Key.StartsWith(RowKeys.Users, StringComparison.Ordinal) || !members.Contains(row.Key[RowKeys.Users.Length..]))
        {
            return [row];
        }

        var user = row.Key[RowKeys.Users.Length..];
        return
        [
            row with { Columns = row.Columns.With(InGroups) },
            new InsertRow(RowKeys.UserMember(group, user), Columns.None, default),
            new InsertRow(RowKeys.MemberOf(user, group), Columns.None, default),
        ];
    }
}
