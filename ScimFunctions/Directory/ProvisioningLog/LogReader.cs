using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>
/// Reads the provisioning log, the newest first: the changes of the journal, and what <see cref="RequestLog"/> tells
/// besides, merged by their times.
/// </summary>
public sealed class LogReader(ITable table, JournalReader journal, RequestLog log, TimeProvider time)
{
    private const int MostScanned = 5_000;

    private readonly RequestReader _requests = new(table);

    /// <summary>One page.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<LogPage> ReadAsync(TenantGroup group, LogQuery query, CancellationToken cancellation)
    {
        if (query.Position is null)
        {
            // What this process has gathered is to be seen at once.
            await log.FlushAsync();
        }

        var position = query.Position ?? new LogPosition(time.GetUtcNow(), null, null, 0);
        var wanted = await WantedLog.OfAsync(table, group, query, position.Begin, cancellation);
        var asked = new JournalQuery
        {
            Order = JournalOrder.NewestFirst,
            Cursor = position.Journal,
            Count = query.Count,
            MostScanned = MostScanned,
            Since = query.From,
            Until = query.To,
            Where = wanted.Has,
        };
        var changes = await journal.ReadAsync(group.Id, asked, cancellation);
        var requests = await _requests.ReadAsync(group.Id, position.Row, position.Given, query, wanted.Has, cancellation);

        // Below it, one of the two is not known yet.
        var floor = Later(FloorOf(changes), requests.Floor);
        var (takenChanges, takenRequests) = (0, 0);
        var entries = new List<LogEntry>();
        while (entries.Count < query.Count)
        {
            var change = takenChanges < changes.Entries.Count ? changes.Entries[takenChanges].Entry : null;
            var request = takenRequests < requests.Found.Count ? requests.Found[takenRequests].Request : null;
            if (change is not null && change.At >= floor && !(request?.At > change.At))
            {
                entries.Add(LogEntry.Of(change));
                takenChanges++;
            }
            else if (request is not null && request.At >= floor)
            {
                entries.Add(LogEntry.Of(request));
                takenRequests++;
            }
            else
            {
                break;
            }
        }

        var all = takenChanges == changes.Entries.Count && takenRequests == requests.Found.Count && !changes.More && !requests.More;
        return new LogPage(entries, all ? null : await NextAsync());

        async Task<LogPosition> NextAsync()
        {
            var cursor = takenChanges == changes.Entries.Count ? changes.Cursor
                : takenChanges == 0 ? position.Journal
                : (await journal.ReadAsync(group.Id, await AgainAsync(), cancellation)).Cursor;
            var (row, given) = takenRequests == requests.Found.Count ? (requests.Row, requests.Given)
                : takenRequests == 0 ? (position.Row, position.Given)
                : (requests.Found[takenRequests - 1].Row, requests.Found[takenRequests - 1].Given);
            return new LogPosition(position.Begin, cursor, row, given);
        }

        // Afresh, so that the same are found as before.
        async Task<JournalQuery> AgainAsync() => asked with
        {
            Count = takenChanges,
            Where = (await WantedLog.OfAsync(table, group, query, position.Begin, cancellation)).Has,
        };
    }

    private static DateTimeOffset FloorOf(JournalPage page) => !page.More ? DateTimeOffset.MinValue
        : page.Entries.Count > 0 ? page.Entries[^1].Entry.At
        : DateTimeOffset.MaxValue;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
