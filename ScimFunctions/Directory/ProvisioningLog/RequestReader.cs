using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>Reads logged requests, the newest first.</summary>
internal sealed class RequestReader(ITable table)
{
    private const int RowsAtOnce = 20, MostRows = 200;

    /// <summary>The requests from a place on that are wanted.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="row">The row of which some were passed, or null for the first.</param>
    /// <param name="given">How many of it were passed.</param>
    /// <param name="query">How many, and of which times.</param>
    /// <param name="wanted">Which.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<RequestPage> ReadAsync(
        string partition, string? row, int given, LogQuery query, Func<LoggedRequest, bool> wanted, CancellationToken cancellation)
    {
        var found = new List<(LoggedRequest, string, int)>();
        var range = RowRange.Prefix(RowKeys.Requests, RowsAtOnce);
        if (row is not null)
        {
            range = range with { From = row };
        }
        else if (query.To is { } to)
        {
            // The newest of a row is what its key tells: the rows of this time and before.
            range = range with { From = RowKeys.LoggedRequestsAt(to + RequestLog.Window) };
        }

        var floor = DateTimeOffset.MinValue;
        for (var rows = 0; rows < MostRows;)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            foreach (var read in page.Rows)
            {
                var requests = LogJson.Read(read.Document);
                for (var at = read.Key == row ? given : 0; at < requests.Count; at++)
                {
                    floor = requests[at].At;
                    if (floor < query.From)
                    {
                        return new RequestPage(found, row, given, DateTimeOffset.MinValue);
                    }

                    if (wanted(requests[at]))
                    {
                        found.Add((requests[at], read.Key, at + 1));
                    }

                    if (found.Count == query.Count)
                    {
                        return new RequestPage(found, read.Key, at + 1, floor);
                    }
                }

                (row, given) = (read.Key, requests.Count);
            }

            rows += page.Rows.Count;
            if (!page.More || page.Rows.Count == 0)
            {
                return new RequestPage(found, row, given, DateTimeOffset.MinValue);
            }

            range = range.After(page.Rows[^1].Key);
        }

        return new RequestPage(found, row, given, floor);
    }
}
