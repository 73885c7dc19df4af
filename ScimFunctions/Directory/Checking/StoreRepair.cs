using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>
/// Mends what a check finds, while others may write: each batch is made only if the rows are still as they were found. A
/// document counts more than the rows that follow from it, and a row of a member more than the lack of its counterpart.
/// </summary>
/// <param name="table">The store.</param>
/// <param name="time">The clock.</param>
public sealed class StoreRepair(ITable table, TimeProvider time)
{
    // What is mended may show what lay beneath: a row that was missing is in the way of another.
    private const int MostRounds = 5;

    private readonly StoreChecker _checker = new(table, time);

    /// <summary>Mends a tenant group.</summary>
    /// <param name="partition">Its id.</param>
    /// <param name="catalog">Its resource types.</param>
    /// <param name="cancellation">Heeded between changes.</param>
    /// <exception cref="StorageException">The store failed; what was mended stays so, and the rest is left as it was.</exception>
    public async Task<RepairReport> RepairAsync(string partition, ResourceCatalog catalog, CancellationToken cancellation)
    {
        var mended = new List<Finding>();
        var report = await _checker.CheckAsync(partition, catalog, cancellation);
        for (var round = 0; round < MostRounds && report.Broken.Any(broken => broken.Mending.Count > 0); round++)
        {
            foreach (var broken in report.Broken.Where(broken => broken.Mending.Count > 0))
            {
                cancellation.ThrowIfCancellationRequested();

                // What was mended just now may have been a row of this one too, such as that of owners.
                if (await _checker.VerifyAsync(partition, catalog, broken.Subject!, cancellation) is { Mending.Count: > 0 } still
                    && await table.CommitAsync(partition, still.Mending, cancellation) is Committed)
                {
                    mended.AddRange(still.Findings);
                }
            }

            report = await _checker.CheckAsync(partition, catalog, cancellation);
        }

        await RecountAsync(partition, report, mended, cancellation);
        await new GroupIntents(table, time).FinishAllAsync(partition);
        var madeVoid = await FillJournalAsync(partition, cancellation);
        return new RepairReport([.. mended.Distinct()], await _checker.CheckAsync(partition, catalog, cancellation), madeVoid);
    }

    private async Task RecountAsync(string partition, CheckReport report, List<Finding> mended, CancellationToken cancellation)
    {
        List<Finding> wrong = [.. report.Findings.Where(finding => finding.Key.StartsWith(RowKeys.AllCounts, StringComparison.Ordinal))];
        if (wrong.Count > 0)
        {
            await new Counts(table, time).RecountAsync(partition, cancellation);
            mended.AddRange(wrong);
        }
    }

    // A change on its way to the place finds it taken, and takes the next.
    private async Task<int> FillJournalAsync(string partition, CancellationToken cancellation)
    {
        var journal = new JournalCheck(table, partition, cancellation);
        await journal.RunAsync();
        var made = 0;
        foreach (var place in journal.Empty)
        {
            cancellation.ThrowIfCancellationRequested();
            made += await table.CommitAsync(partition, [JournalEntry.Void(place, time.GetUtcNow())], cancellation) is Committed ? 1 : 0;
        }

        return made;
    }
}
