using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Upkeep;

/// <summary>
/// Brings a tenant group to layout 2 while it is used: reads the journal from the oldest and lets the row of each deleted
/// user's id name the entry with its last state. Each batch moves the cursor that the row of the layout keeps, so that it
/// goes on after whatever stopped it. It ends when no process writes layout 1 any more, and begins again at the cursor where
/// one does.
/// </summary>
public sealed class LayoutMigration(ITable table, JournalReader journal, TimeProvider time)
{
    private const int MostSteps = 100_000;

    // With the row of the layout, a batch.
    private const int StepSize = BatchRules.MaxChanges - 1;

    /// <summary>Goes on to the end of the journal as it is now.</summary>
    /// <param name="partition">The tenant group's id.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <returns>The layout that all rows have then.</returns>
    /// <exception cref="StorageException">The store failed, or the rows are a later version's.</exception>
    public async Task<int> RunAsync(string partition, CancellationToken cancellation)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var layout = await PartitionLayout.ReadAsync(table, partition, cancellation);
            var isMixed = await IsMixedAsync(partition, cancellation);
            if (layout.Number >= PartitionLayout.Current && !isMixed)
            {
                return layout.Number;
            }

            var query = new JournalQuery { Cursor = layout.Cursor, Count = StepSize, Where = IsDeletion };
            var page = await journal.ReadAsync(partition, query, cancellation);
            var changes = await NameAsync(partition, page.Entries, cancellation);
            var number = page.More || isMixed ? PartitionLayout.First : PartitionLayout.Current;
            if (changes.Count == 0 && !page.More && number == layout.Number)
            {
                return number;
            }

            var done = await table.CommitAsync(partition, [layout.To(number, page.Cursor), .. changes], cancellation);
            if (done is Committed && !page.More)
            {
                return number;
            }
        }

        return PartitionLayout.First;
    }

    private static bool IsDeletion(JournalEntry entry) => entry is { Kind: ChangeKind.Deleted, ResourceType: "User" };

    /// <summary>Whether a process that holds a lane writes an earlier layout.</summary>
    private async Task<bool> IsMixedAsync(string partition, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return (await LaneRows.AllAsync(table, partition, cancellation))
            .Exists(lane => lane.Layout < PartitionLayout.Current && lane.LeasedUntil >= now);
    }

    /// <summary>The changes that let the rows of ids name their entries. A user that is there again was not restored by
    /// that entry's state; a row that names an entry names the latest.</summary>
    private async Task<List<RowChange>> NameAsync(string partition, IReadOnlyList<JournalRecord> deletions, CancellationToken cancellation)
    {
        var latest = new Dictionary<string, JournalRecord>(StringComparer.Ordinal);
        foreach (var record in deletions)
        {
            latest[record.Entry.ResourceId] = record;
        }

        var changes = new List<RowChange>();
        foreach (var (id, record) in latest)
        {
            var taken = await table.FindAsync(partition, RowKeys.TakenId(id), cancellation);
            if (taken is not null && taken.Columns.GetString(ColumnNames.Entry) is null
                && await table.FindAsync(partition, RowKeys.User(id), cancellation) is null)
            {
                Column entry = new(ColumnNames.Entry, RowKeys.Journal(record.Lane, record.Place));
                changes.Add(new ReplaceRow(taken.Key, taken.ETag, Columns.Of([.. taken.Columns.ToList(), entry]), default));
            }
        }

        return changes;
    }
}
