using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Searching.Reading;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Lookups;

/// <summary>Reads the resources of one type that look-ups lead to.</summary>
internal sealed class CandidateReader(RowReader rows, EdgeReader edges, DocumentRows documents)
{
    /// <summary>Up to how many resources are read one by one.</summary>
    private const int Few = 100;

    private const int Fewest = 10;

    /// <summary>The ids that the look-ups lead to, each once, in order.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<Lookup> lookups)
    {
        if (lookups is [ById { Id: var only }])
        {
            return [only];
        }

        if (lookups is [ByRow { Key: var key }])
        {
            return await OwnerAsync(key, documents.IdColumn) is { } owner ? [owner] : [];
        }

        List<string> sorted = [.. lookups is [ByEdge { Edge: var edge }] ? await edges.AllAsync(edge) : await UnionAsync(lookups)];
        sorted.Sort(StringComparer.Ordinal);
        return sorted;
    }

    /// <summary>The resources with these ids, which are in order; those that are gone are left out.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="near">Whether they stand side by side, so that one read gives all.</param>
    public async IAsyncEnumerable<StoredResource> ReadAsync(IReadOnlyList<string> ids, bool near = false)
    {
        if (ids.Count <= Few && !near)
        {
            foreach (var id in ids)
            {
                if (await rows.FindAsync(documents.Key(id)) is { } row)
                {
                    yield return documents.Read(row);
                }
            }

            yield break;
        }

        // The more of what is read is wanted, the more is read at a time.
        var size = near ? RowReader.RowsPerRead : Few;
        var end = documents.Key(ids[^1]) + "!";
        for (var next = 0; next < ids.Count;)
        {
            rows.Cancellation.ThrowIfCancellationRequested();
            var page = await rows.ReadAsync(new RowRange(documents.Key(ids[next]), end, size));
            var wanted = 0;
            foreach (var row in page.Rows)
            {
                next = Skip(ids, next, documents.Id(row), out var found);
                if (found)
                {
                    wanted++;
                    yield return documents.Read(row);
                }
            }

            if (!page.More)
            {
                yield break;
            }

            size = Math.Clamp(2 * wanted, Fewest, RowReader.RowsPerRead);
            await Task.Yield();
        }
    }

    // The first id after the given one, and whether that is among the ids.
    private static int Skip(IReadOnlyList<string> ids, int next, string id, out bool found)
    {
        found = false;
        while (next < ids.Count && string.CompareOrdinal(ids[next], id) is var order && order <= 0)
        {
            found = order == 0;
            next++;
        }

        return next;
    }

    private async Task<IReadOnlySet<string>> UnionAsync(IReadOnlyList<Lookup> lookups)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lookup in lookups)
        {
            await AddAsync(ids, lookup);
        }

        return ids;
    }

    private async Task AddAsync(HashSet<string> ids, Lookup lookup)
    {
        switch (lookup)
        {
            case ById byId:
                ids.Add(byId.Id);
                break;
            case ByRow byRow:
                if (await OwnerAsync(byRow.Key, documents.IdColumn) is { } owner)
                {
                    ids.Add(owner);
                }

                break;
            case ByUniqueValue byValue:
                if (await OwnerAsync(byValue.Key, ColumnNames.UserId) is { } holder)
                {
                    ids.Add(holder);
                }

                break;
            case ByRows byRows:
                await foreach (var row in rows.AllAsync(RowRange.Prefix(byRows.Prefix, RowReader.RowsPerRead)))
                {
                    ids.Add(row.Columns.GetString(documents.IdColumn)!);
                }

                break;
            case ByEdge byEdge:
                ids.UnionWith(await edges.AllAsync(byEdge.Edge));
                break;
        }
    }

    private async ValueTask<string?> OwnerAsync(string key, string column) =>
        (await rows.FindAsync(key))?.Columns.GetString(column);
}
