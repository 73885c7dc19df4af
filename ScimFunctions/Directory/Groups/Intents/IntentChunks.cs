using System.Text;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Intents;

/// <summary>
/// The rows that list the members of an intent, in the order of the rows of members. Each has the last member that it lists in
/// its key, so that one read finds the row that lists a member. They never change, and outlive the intent by a moment.
/// </summary>
internal sealed class IntentChunks(ITable table)
{
    /// <summary>How many members a chunk lists: 47 KiB of the longest ids, and a whole number of steps.</summary>
    public const int Size = 22 * GroupIntent.StepSize;

    // Of 47 KiB, they stay below the 4 MiB that a batch of Azure Tables may have.
    private const int PerBatch = 80;

    private const int PerRead = 20;

    /// <summary>Writes the chunks of an intent, which counts for nothing until its header is there.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="intent">The intent.</param>
    /// <param name="changes">The members.</param>
    /// <param name="now">When, so that what is left of an attempt that came to nothing can be told from one under way.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    /// <returns>The keys of the chunks; the header goes with a touch of the first, which makes sure that they are there.</returns>
    /// <exception cref="StorageException">The store failed; some chunks may be there.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(
        string partition, PendingIntent intent, IReadOnlyList<EdgeChange> changes, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = Columns.Of(new Column(ColumnNames.Since, now.ToUnixTimeMilliseconds()));
        var rows = changes.OrderBy(change => KeyOf(change.Edge), StringComparer.Ordinal).Chunk(Size)
            .Select(chunk => new UpsertRow(RowKeys.IntentChunk(intent.Group, intent.Id, KeyOf(chunk[^1].Edge)), since, Print(chunk)))
            .ToArray();
        foreach (var batch in rows.Chunk(PerBatch))
        {
            cancellation.ThrowIfCancellationRequested();
            await table.CommitAsync(partition, batch, CancellationToken.None);
        }

        return [.. rows.Select(row => row.Key)];
    }

    /// <summary>The keys of all chunks, in order.</summary>
    public Task<List<string>> KeysAsync(string partition, string group, string intent) =>
        table.KeysAsync(partition, RowKeys.IntentChunks(group, intent), CancellationToken.None);

    /// <summary>The members that a chunk lists; null where it is gone.</summary>
    public async ValueTask<IReadOnlyList<EdgeChange>?> ReadAsync(string partition, string key) =>
        await table.FindAsync(partition, key, CancellationToken.None) is { } row ? [.. Read(row)] : null;

    /// <summary>What an intent does to a member; null where it does nothing, or has ended: then the rows of members tell.</summary>
    public async ValueTask<bool?> FindAsync(string partition, string group, string intent, MemberEdge edge, CancellationToken cancellation)
    {
        var range = RowRange.Prefix(RowKeys.IntentChunks(group, intent), 1) with { From = RowKeys.IntentChunk(group, intent, KeyOf(edge)) };
        var page = await table.ReadAsync(partition, range, cancellation);
        foreach (var change in page.Rows is [var row, ..] ? Read(row) : [])
        {
            if (change.Edge == edge)
            {
                return change.Added;
            }
        }

        return null;
    }

    /// <summary>Whatever an intent does, in order; nothing once it has ended.</summary>
    public async Task<List<EdgeChange>> AllAsync(string partition, string group, string intent, CancellationToken cancellation)
    {
        var changes = new List<EdgeChange>();
        var range = RowRange.Prefix(RowKeys.IntentChunks(group, intent), PerRead);
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            changes.AddRange(page.Rows.SelectMany(Read));
            if (!page.More)
            {
                return changes;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }

    /// <summary>Removes chunks, the first of them first: an intent that was not committed cannot be any more then. Another who
    /// does the same is no harm.</summary>
    public async Task RemoveAsync(string partition, IReadOnlyList<string> keys)
    {
        foreach (var batch in keys.Chunk(BatchRules.MaxChanges))
        {
            await table.CommitAsync(partition, [.. batch.Select(key => new DeleteRow(key))], CancellationToken.None);
        }
    }

    /// <summary>The place of a member among others.</summary>
    public static string KeyOf(MemberEdge edge) => (edge.IsGroup ? "g:" : "u:") + KeyEscape.Escape(edge.Id);

    private static byte[] Print(IEnumerable<EdgeChange> changes) => Encoding.UTF8.GetBytes(string.Join(
        '\n', changes.Select(change => $"{(change.Added ? '+' : '-')}{(change.Edge.IsGroup ? 'g' : 'u')}{change.Edge.Id}")));

    private static IEnumerable<EdgeChange> Read(Row row) => Encoding.UTF8.GetString(row.Document.Span).Split('\n')
        .Select(line => new EdgeChange(line[0] == '+', new MemberEdge(line[1] == 'g', line[2..])));
}
