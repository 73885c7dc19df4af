using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>Adds members to groups, those that are not members yet, some in each batch.</summary>
internal sealed class MemberImport(ITable table, string partition, ImportReport report, TimeProvider time)
{
    private readonly MemberEdges _edges = new(table);

    /// <summary>Adds the members that a line lists.</summary>
    /// <exception cref="FormatException">The line breaks a rule.</exception>
    /// <exception cref="StorageException">The store failed again and again.</exception>
    public async Task AddAsync(ImportLine line, CancellationToken cancellation)
    {
        var group = line.Text(LineNames.Members);
        if (await table.FindAsync(partition, RowKeys.Group(group), cancellation) is null)
        {
            throw new FormatException($"The group {group} is not there, so its members cannot be added.");
        }

        var wanted = line.Texts(LineNames.Groups).ConvertAll(id => new MemberEdge(IsGroup: true, id));
        wanted.AddRange(line.Texts(LineNames.Users).Select(id => new MemberEdge(IsGroup: false, id)));
        var members = await _edges.AmongAsync(partition, group, wanted.ConvertAll(edge => edge.Id), cancellation);
        var added = wanted.Distinct().Where(edge => !members.ContainsKey(edge.Id)).ToList();
        report.WasThere(wanted.Count - added.Count);
        var there = await table.ExistAsync(partition, added.ConvertAll(MemberRows.Member), cancellation);
        foreach (var (edge, _) in added.Zip(there).Where(pair => !pair.Second))
        {
            report.Failed(line.Number, $"The member {edge.Id} is not there. It was left out.");
        }

        added = [.. added.Where((_, index) => there[index])];
        foreach (var batch in added.Where(edge => !edge.IsGroup).Chunk(MemberRows.MostAtOnce))
        {
            await CommitAsync(group, batch, nest: false, line, cancellation);
        }

        foreach (var child in added.Where(edge => edge.IsGroup))
        {
            await CommitAsync(group, [child], nest: true, line, cancellation);
        }
    }

    private async Task CommitAsync(string group, MemberEdge[] members, bool nest, ImportLine line, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            List<RowChange> changes =
            [
                new TouchRow(RowKeys.Group(group), Columns.None),
                .. members.SelectMany(member => MemberRows.Of(group, new EdgeChange(true, member), isRepeatable: true)),
            ];
            if (nest)
            {
                var nesting = NestingGraph.Of(await table.FindAsync(partition, RowKeys.Nesting, cancellation));
                if (nesting.Add(group, [members[0].Id]) is { } refusal)
                {
                    report.Failed(line.Number, $"The member {refusal.Child} {refusal.Reason}");
                    return;
                }

                changes.Add(nesting.ToChange());
            }

            if (await TryAsync(changes, cancellation) is Committed)
            {
                report.Add(new(0, 0, 0, members.Length));
                return;
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        throw new StorageException("Members could not be added, for the store failed or they are being deleted. Repeat the import: it goes on with what is missing.", outcomeUnknown: false);
    }

    // All of it can be made twice.
    private async Task<CommitResult?> TryAsync(List<RowChange> changes, CancellationToken cancellation)
    {
        try
        {
            return await table.CommitAsync(partition, changes, cancellation);
        }
        catch (StorageException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
