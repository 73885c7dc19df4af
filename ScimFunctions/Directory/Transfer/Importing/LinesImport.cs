using System.Runtime.CompilerServices;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>Imports the lines of resources and members into a tenant group.</summary>
internal sealed class LinesImport(
    ITable table, TenantGroup group, ResourceCatalog catalog, Action<ExportCounts> progress, TimeProvider time)
{
    private const int LoadedAtOnce = 256;

    private readonly ResourceLines _resources = new(group, catalog, time);

    /// <summary>The ids of the users that the lines say are owners.</summary>
    public HashSet<string> Owners { get; } = new(StringComparer.Ordinal);

    /// <summary>Loads all users at once where the store can do so and there are none yet, and then commits the rest. Null where
    /// nothing was made, be it for what the lines hold: then they are committed, which tells what is wrong with them.</summary>
    public async Task<ImportReport?> TryLoadAsync(Func<TextReader> open, CancellationToken cancellation)
    {
        if (table is not IBulkTable bulk || !await IsEmptyAsync(cancellation))
        {
            return null;
        }

        var report = new ImportReport();
        using var text = open();
        using var lines = ImportLine.Of(text, report).GetEnumerator();
        var rest = new RestOfLines(lines);
        return await bulk.TryLoadAsync(group.Id, LoadedAsync(rest, report, cancellation), cancellation)
            ? await CommitRestAsync(rest, report, cancellation)
            : null;
    }

    /// <summary>Commits all lines.</summary>
    public async Task<ImportReport> CommitAsync(Func<TextReader> open, CancellationToken cancellation)
    {
        var report = new ImportReport();
        using var text = open();
        using var lines = ImportLine.Of(text, report).GetEnumerator();
        return await CommitRestAsync(new RestOfLines(lines), report, cancellation);
    }

    private async Task<ImportReport> CommitRestAsync(RestOfLines lines, ImportReport report, CancellationToken cancellation)
    {
        var rows = new RowImport(table, group.Id, report, time);
        var members = new MemberImport(table, group.Id, report, time);
        while (lines.Peek() is { } next)
        {
            if (next.Kind is LineNames.Members)
            {
                await MembersAsync(members, lines, report, cancellation);
            }
            else if (next.Kind is LineNames.User or LineNames.Taken or LineNames.Group)
            {
                await rows.RunAsync(ResourcesOf(lines, line => line.Kind is LineNames.User or LineNames.Taken or LineNames.Group, report), cancellation);
            }
            else
            {
                Pass(lines.Take(), report);
            }
        }

        return report;
    }

    private async IAsyncEnumerable<IReadOnlyList<InsertRow>> LoadedAsync(
        RestOfLines lines, ImportReport report, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (lines.Peek() is { Kind: LineNames.Export })
        {
            Pass(lines.Take(), report);
        }

        // The next lines are read while these are inserted.
        using var chunks = ResourcesOf(lines, line => line.IsOfUsers, report).Chunk(LoadedAtOnce).GetEnumerator();
        Task<ImportedRows[]?> Next() => Task.Run(() => chunks.MoveNext() ? chunks.Current : null, CancellationToken.None);
        for (var next = Next(); await next is { } chunk;)
        {
            cancellation.ThrowIfCancellationRequested();
            next = Next();
            report.Add(chunk.Aggregate(ExportCounts.None, (counts, line) => counts + RowImport.CountOf(line)));
            yield return [.. chunk.SelectMany(line => line.Changes).Cast<InsertRow>()];
            progress(report.Made);
        }
    }

    /// <summary>The rows of the lines that follow and are of a kind; those that break a rule are reported.</summary>
    private IEnumerable<ImportedRows> ResourcesOf(RestOfLines lines, Func<ImportLine, bool> isOfKind, ImportReport report)
    {
        while (lines.Peek() is { } next && isOfKind(next))
        {
            if (Read(lines.Take(), report) is { } rows)
            {
                yield return rows;
            }
        }
    }

    private ImportedRows? Read(ImportLine line, ImportReport report)
    {
        try
        {
            var rows = _resources.Read(line);
            if (rows is { Changes: [InsertRow user, ..] } && line.Kind is LineNames.User
                && new StoredUser("", new Row(user.Key, "", user.Columns, user.Document)).IsOwner)
            {
                Owners.Add(user.Key[RowKeys.Users.Length..]);
            }

            return rows;
        }
        catch (Exception exception) when (exception is FormatException or ScimException)
        {
            report.Failed(line.Number, exception is ScimException scim ? scim.Error.LogDetail : exception.Message);
            return null;
        }
    }

    private async Task MembersAsync(MemberImport members, RestOfLines lines, ImportReport report, CancellationToken cancellation)
    {
        while (lines.Peek() is { Kind: LineNames.Members })
        {
            var line = lines.Take();
            try
            {
                await members.AddAsync(line, cancellation);
            }
            catch (FormatException exception)
            {
                report.Failed(line.Number, exception.Message);
            }

            progress(report.Made);
        }
    }

    private static void Pass(ImportLine line, ImportReport report)
    {
        switch (line.Kind)
        {
            case LineNames.End:
                report.IsWhole = true;
                break;
            case LineNames.Export:
                break;
            default:
                report.Failed(line.Number, "The line is of no kind that is known. Its first name is one of user, taken, group and members.");
                break;
        }
    }

    private async ValueTask<bool> IsEmptyAsync(CancellationToken cancellation)
    {
        foreach (var prefix in new[] { RowKeys.Users, RowKeys.Groups })
        {
            var page = await table.ReadAsync(group.Id, RowRange.Prefix(prefix, 1) with { KeysOnly = true }, cancellation);
            if (page.Rows.Count > 0)
            {
                return false;
            }
        }

        return true;
    }
}
