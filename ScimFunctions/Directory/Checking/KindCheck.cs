using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>Looks for rows of no kind that is known: one read for each run of keys between the kinds.</summary>
internal sealed class KindCheck(ITable table, string partition, CancellationToken cancellation)
{
    private const int MostTold = 100;

    // Before and after all keys that there may be.
    private const string First = "!", Last = "~~";

    /// <summary>The rows that are nobody's.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        var findings = new List<Finding>();
        var from = First;
        foreach (var kind in RowKeys.Kinds.Order(StringComparer.Ordinal))
        {
            await AddAsync(findings, from, kind);
            from = kind[^1] == ':' ? RowRange.Prefix(kind, 1).To : kind + First;
        }

        await AddAsync(findings, from, Last);
        return findings;
    }

    private async Task AddAsync(List<Finding> findings, string from, string to)
    {
        var page = await table.ReadAsync(partition, new RowRange(from, to, MostTold) { KeysOnly = true }, cancellation);
        findings.AddRange(page.Rows.Select(row => new Finding(row.Key, "The row is of no kind that this version knows: a later version's, or nobody's.")));
    }
}
