using ScimFunctions.Directory.Checking.Facts;
using ScimFunctions.Directory.Checking.Subjects;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>
/// Holds all rows of a tenant group against each other, while others may write. First the facts that rows state of each
/// other are compared as numbers; what does not match is then read closely, and reported only if it stays as it is.
/// </summary>
/// <param name="table">The store.</param>
/// <param name="time">The clock.</param>
public sealed class StoreChecker(ITable table, TimeProvider time)
{
    private const int AtOnce = 4, Attempts = 10;

    /// <summary>Checks a tenant group.</summary>
    /// <param name="partition">Its id.</param>
    /// <param name="catalog">Its resource types.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<CheckReport> CheckAsync(string partition, ResourceCatalog catalog, CancellationToken cancellation)
    {
        var book = new FactBook();
        var rows = 0L;
        await ForEachPageAsync(
            partition,
            page =>
            {
                Interlocked.Add(ref rows, page.Count);
                book.Add([.. page.SelectMany(row => RowFacts.Of(row, catalog, time.GetUtcNow()))]);
            },
            cancellation);
        var broken = new List<Broken>();
        foreach (var subject in await SuspectsAsync(partition, catalog, book.Unmet(), cancellation))
        {
            if (await VerifyAsync(partition, catalog, subject, cancellation) is { } found)
            {
                broken.Add(found);
            }
        }

        var journal = new JournalCheck(table, partition, cancellation);
        await journal.RunAsync();
        var counts = await new CountCheck(table, partition, cancellation).RunAsync();
        var kinds = await new KindCheck(table, partition, cancellation).RunAsync();
        broken.AddRange(journal.Findings.Concat(counts).Concat(kinds).Select(finding => new Broken([finding], [])));
        return new CheckReport
        {
            Rows = rows + journal.Rows,
            Broken = broken,
            Unfinished = await UnfinishedAsync(partition, cancellation),
            EmptyPlaces = journal.Empty.Count,
        };
    }

    private async Task<IReadOnlyCollection<Subject>> SuspectsAsync(
        string partition, ResourceCatalog catalog, HashSet<ulong> unmet, CancellationToken cancellation)
    {
        var suspects = new HashSet<Subject>();
        if (unmet.Count > 0)
        {
            await ForEachPageAsync(
                partition,
                page =>
                {
                    var facts = page.SelectMany(row => RowFacts.Of(row, catalog, time.GetUtcNow()));
                    var found = facts.Where(fact => unmet.Contains(fact.Hash())).Select(fact => fact.Subject).ToList();
                    lock (suspects)
                    {
                        suspects.UnionWith(found);
                    }
                },
                cancellation);
        }

        return suspects;
    }

    /// <summary>Looks closely at one subject. What changes each time it is looked at is not broken but in use.</summary>
    internal async Task<Broken?> VerifyAsync(string partition, ResourceCatalog catalog, Subject subject, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var reads = new SubjectReads(table, partition, catalog, time.GetUtcNow(), cancellation);
            var found = await subject.VerifyAsync(reads);
            if (found is null || await reads.StandAsync())
            {
                return found is null ? null : found with { Subject = subject };
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<string>> UnfinishedAsync(string partition, CancellationToken cancellation) =>
    [
        .. (await table.KeysAsync(partition, RowKeys.Intents, cancellation))
            .Select(key => key[RowKeys.Intents.Length..])
            .Where(group => !group.Contains(':', StringComparison.Ordinal)),
    ];

    private Task ForEachPageAsync(string partition, Action<IReadOnlyList<Row>> take, CancellationToken cancellation) => Parallel.ForEachAsync(
        RowFacts.Prefixes,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (range, stop) =>
        {
            await foreach (var page in table.PagesAsync(partition, range.Prefix, range.KeysOnly, stop))
            {
                take(page);
            }
        });
}
