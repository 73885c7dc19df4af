using System.Collections.Concurrent;
using ScimFunctions.Directory.Caching;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens.Use;

/// <summary>
/// In which hour each token was last used: a row <c>a:{token id}</c> of its tenant group, written at most once an hour by each
/// process, and never by a request itself. Methods that read or write throw <see cref="StorageException"/> in an outage.
/// </summary>
public sealed class TokenUses(ITable table, TimeProvider time)
{
    private const string HourColumn = "hour";
    private const int Capacity = 10_000, MostTokens = 100;

    private readonly ConcurrentQueue<Granted> _used = new();
    private readonly BoundedCache<string, WrittenHour> _written = new(Capacity, StringComparer.Ordinal, time);

    /// <summary>Notes that a token was used. Costs no more than a look.</summary>
    public void Note(Granted granted)
    {
        if (granted.Use.Note())
        {
            _used.Enqueue(granted);
        }
    }

    /// <summary>Writes down what was noted.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var hour = Hour(time.GetUtcNow());
        for (var left = _used.Count; left > 0 && _used.TryDequeue(out var granted); left--)
        {
            granted.Use.Take();
            var written = _written.Find(granted.TokenId) ?? _written.Add(granted.TokenId, new WrittenHour());
            if (written.Value >= hour)
            {
                continue;
            }

            try
            {
                await WriteAsync(granted, hour, cancellation);
                written.Value = hour;
            }
            catch
            {
                Note(granted);
                throw;
            }
        }
    }

    /// <summary>The hour of the last use of each token of a tenant group that was used.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(string groupId, CancellationToken cancellation)
    {
        var page = await table.ReadAsync(groupId, RowRange.Prefix(RowKeys.TokenUses, MostTokens), cancellation);
        return page.Rows.ToDictionary(
            row => row.Key[RowKeys.TokenUses.Length..], row => DateTimeOffset.FromUnixTimeSeconds(HourOf(row)), StringComparer.Ordinal);
    }

    /// <summary>Drops what was written of a token that is no more.</summary>
    public async Task ForgetAsync(string groupId, string tokenId, CancellationToken cancellation) =>
        await table.CommitAsync(groupId, [new DeleteRow(RowKeys.TokenUses + tokenId)], cancellation);

    private async Task WriteAsync(Granted granted, long hour, CancellationToken cancellation)
    {
        var key = RowKeys.TokenUses + granted.TokenId;
        // Another process may have seen a later use.
        if (await table.FindAsync(granted.Group.Id, key, cancellation) is not { } row || HourOf(row) < hour)
        {
            await PartitionFence.PutAsync(table, granted.Group.Id, new UpsertRow(key, Columns.Of(new Column(HourColumn, hour)), default), cancellation);
        }
    }

    private static long Hour(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / 3600 * 3600;

    private static long HourOf(Row row) => row.Columns.GetInt64(HourColumn) ?? 0;

    private sealed class WrittenHour
    {
        public long Value;
    }
}
