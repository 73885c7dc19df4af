using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>
/// The rows that were read to verify one subject. Where all of them are the same when they are read again, they stood
/// beside each other at one moment, and what they show is not a change on its way.
/// </summary>
/// <param name="table">The store.</param>
/// <param name="partition">The tenant group.</param>
/// <param name="catalog">The tenant group's resource types.</param>
/// <param name="now">When the check runs.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class SubjectReads(ITable table, string partition, ResourceCatalog catalog, DateTimeOffset now, CancellationToken cancellation)
{
    private readonly Dictionary<string, Row?> _read = new(StringComparer.Ordinal);

    public ResourceCatalog Catalog => catalog;

    public DateTimeOffset Now => now;

    /// <summary>The row with that key, read once.</summary>
    public async ValueTask<Row?> FindAsync(string key)
    {
        if (!_read.TryGetValue(key, out var row))
        {
            _read[key] = row = await table.FindAsync(partition, key, cancellation);
        }

        return row;
    }

    /// <summary>Whether all rows are as they were read.</summary>
    public async Task<bool> StandAsync()
    {
        foreach (var (key, row) in _read)
        {
            if ((await table.FindAsync(partition, key, cancellation))?.ETag != row?.ETag)
            {
                return false;
            }
        }

        return true;
    }
}
