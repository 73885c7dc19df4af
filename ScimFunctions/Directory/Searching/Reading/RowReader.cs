using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Reading;

/// <summary>Reads the rows of a tenant group for one search, and ends it where it would read too many.</summary>
internal sealed class RowReader(ITable table, string partition, SearchLimits limits, CancellationToken cancellation)
{
    /// <summary>How many rows are read at a time, where all are wanted.</summary>
    public const int RowsPerRead = 1_000;

    private int _scanned;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The store.</summary>
    public ITable Table => table;

    /// <summary>The tenant group.</summary>
    public string Partition => partition;

    public ValueTask<Row?> FindAsync(string key) => table.FindAsync(partition, key, cancellation);

    /// <summary>The first rows of a range: one page of it.</summary>
    public ValueTask<RowPage> ReadAsync(RowRange range) => table.ReadAsync(partition, range, cancellation);

    /// <summary>All rows of a range.</summary>
    /// <param name="range">The range, with the size of its pages.</param>
    /// <param name="bounded">Whether the rows count against the limit.</param>
    public async IAsyncEnumerable<Row> AllAsync(RowRange range, bool bounded = true)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await table.ReadAsync(partition, range, cancellation);
            if (bounded)
            {
                Count(page.Rows.Count);
            }

            foreach (var row in page.Rows)
            {
                yield return row;
            }

            if (!page.More)
            {
                yield break;
            }

            // A store that reads on the caller's thread would have it go through a million rows without a pause, while
            // other requests wait for that thread.
            await Task.Yield();
            range = range.After(page.Rows[^1].Key);
        }
    }

    /// <summary>Counts rows against the limit that were or are about to be read for this search.</summary>
    /// <exception cref="ScimException">400 <c>tooMany</c>.</exception>
    public void Count(int read)
    {
        _scanned += read;
        if (_scanned > limits.MostScanned)
        {
            throw new ScimException(ScimError.TooMany(
                $"The search would look at more than {limits.MostScanned} rows. Leave out sortBy, or filter by eq on an indexed attribute: id, externalId, userName, emails.value and groups.value of users; id, externalId, displayName and members.value of groups; userName and displayName by sw too, and meta.lastModified by gt or ge where little has changed since."));
        }
    }
}
