using System.Runtime.CompilerServices;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>Reads what begins alike, page by page.</summary>
internal static class PartitionReading
{
    private const int PageSize = 1_000;

    /// <summary>The pages of all rows whose keys begin with <paramref name="prefix"/>.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Row>> PagesAsync(
        this ITable table, string partition, string prefix, bool keysOnly, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var range = RowRange.Prefix(prefix, PageSize) with { KeysOnly = keysOnly };
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await table.ReadAsync(partition, range, cancellation);
            yield return page.Rows;
            if (!page.More)
            {
                yield break;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }
}
