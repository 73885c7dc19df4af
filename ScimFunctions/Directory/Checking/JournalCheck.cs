using System.Globalization;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>Looks at lanes and at the places of their journals.</summary>
internal sealed class JournalCheck(ITable table, string partition, CancellationToken cancellation)
{
    private readonly List<Finding> _findings = [];
    private readonly List<string> _empty = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The keys of places that nothing was written to, between others that were: a change on its way, or one that
    /// came to nothing. Who reads the journal makes them void.</summary>
    public IReadOnlyList<string> Empty => _empty;

    /// <summary>How many rows were read.</summary>
    public long Rows { get; private set; }

    public async Task RunAsync()
    {
        // Lanes first: the place that a lane names is passed by its entries, never the other way round.
        var lanes = new Dictionary<string, Row>(StringComparer.Ordinal);
        await foreach (var page in table.PagesAsync(partition, RowKeys.Lanes, keysOnly: false, cancellation))
        {
            foreach (var row in page)
            {
                lanes.Add(row.Key[RowKeys.Lanes.Length..], row);
            }
        }

        Rows += lanes.Count;
        var last = await ReadEntriesAsync();
        foreach (var (lane, row) in lanes)
        {
            if (row.Columns.GetString("owner") is null || row.Columns.GetInt64("until") is null || row.Columns.GetInt64("from") is not { } from)
            {
                _findings.Add(new Finding(row.Key, "The lane does not say who has it, until when, and from which place on it is free."));
            }
            else if (last.TryGetValue(lane, out var end) && from > end + 1)
            {
                _findings.Add(new Finding(row.Key, "The lane says that it is free from a place on that lies after its last entry's next."));
            }
        }
    }

    private async Task<Dictionary<string, long>> ReadEntriesAsync()
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var page in table.PagesAsync(partition, RowKeys.Journals, keysOnly: true, cancellation))
        {
            Rows += page.Count;
            foreach (var row in page)
            {
                if (row.Key.Split(':') is not [_, var lane, var place] || !long.TryParse(place, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at))
                {
                    _findings.Add(new Finding(row.Key, "The key is not that of a journal entry."));
                    continue;
                }

                for (var gap = last.TryGetValue(lane, out var before) ? before + 1 : at; gap < at; gap++)
                {
                    _empty.Add(RowKeys.Journal(lane, gap));
                }

                last[lane] = at;
            }
        }

        return last;
    }
}
