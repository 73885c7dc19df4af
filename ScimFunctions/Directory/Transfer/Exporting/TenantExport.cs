using System.Text.Json;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Exporting;

/// <summary>
/// Writes all of a tenant group as JSON lines: its settings and extensions, its users with role and membership, ids that
/// are not given again, SCIM groups and their members; not its tokens, and not the journal. It reads page by page, so the
/// size of the tenant group does not matter; what changes meanwhile is there as it was before or after. The tenant group keeps
/// the id of each export, which the head tells too.
/// </summary>
public sealed class TenantExport(ITable table, CatalogReader catalogs, GroupIntents intents, TimeProvider time)
{
    private const int MostMembers = 1_000;

    /// <summary>Writes what follows on a position, to the end.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="from">Where an earlier run was cut off, or <see cref="ExportPosition.Start"/>.</param>
    /// <param name="output">Where to.</param>
    /// <param name="progress">Is told now and then how much is written.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How much the whole export holds.</returns>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<ExportCounts> RunAsync(
        TenantGroup group, ExportPosition from, Stream output, Action<ExportCounts> progress, CancellationToken cancellation)
    {
        var id = from.Id ?? ResourceId.New();
        await RegisterAsync(group.Id, id, cancellation);
        await intents.FinishAllAsync(group.Id);
        using var line = new ExportLine(output);
        if (!from.HasHead)
        {
            await WriteHeadAsync(group, id, line, cancellation);
        }

        var rows = new ExportRows(table, group.Id, from);
        var counts = from.Counts;
        await foreach (var (row, since) in rows.UsersAsync(cancellation))
        {
            await line.WriteAsync(writer => ExportContent.WriteUser(writer, row, since), cancellation);
            counts = counts with { Users = counts.Users + 1 };
            Tell(counts.Users, counts, progress);
        }

        await foreach (var row in rows.RowsAsync(RowKeys.TakenIds, keysOnly: false, cancellation))
        {
            await line.WriteAsync(writer => ExportContent.WriteTaken(writer, row), cancellation);
            counts = counts with { TakenIds = counts.TakenIds + 1 };
        }

        await foreach (var row in rows.RowsAsync(RowKeys.Groups, keysOnly: false, cancellation))
        {
            await line.WriteAsync(writer => ExportContent.WriteGroup(writer, row), cancellation);
            counts = counts with { Groups = counts.Groups + 1 };
        }

        counts = await WriteMembersAsync(rows, line, counts, progress, cancellation);
        await line.WriteAsync(writer => ExportContent.WriteEnd(writer, counts), cancellation);
        await line.FlushAsync(cancellation);
        return counts;
    }

    // Before anything is written, so that whoever is erased later is told of every file that may hold them.
    private async Task RegisterAsync(string partition, string id, CancellationToken cancellation)
    {
        var at = Columns.Of(new Column(ColumnNames.Since, time.GetUtcNow().ToUnixTimeMilliseconds()));
        await PartitionFence.PutAsync(table, partition, new UpsertRow(RowKeys.Export(id), at, default), cancellation);
    }

    private async Task WriteHeadAsync(TenantGroup group, string id, ExportLine line, CancellationToken cancellation)
    {
        var settings = group with { TokensVersion = null, SchemasVersion = null, PreviousPaths = null, Deleting = null };
        var registrations = await catalogs.RegistrationsAsync(group, cancellation);
        await line.WriteAsync(writer =>
        {
            writer.WriteStartObject(LineNames.Export);
            writer.WriteNumber(LineNames.Format, LineNames.FormatVersion);
            writer.WriteString(LineNames.Id, id);
            writer.WriteString(LineNames.At, time.GetUtcNow());
            writer.WritePropertyName(LineNames.TenantGroup);
            JsonSerializer.Serialize(writer, settings, TenantGroupJson.Default.TenantGroup);
            writer.WritePropertyName(LineNames.Catalog);
            writer.WriteRawValue(CatalogDocument.Write(registrations).Span);
            writer.WriteEndObject();
        }, cancellation);
    }

    private static async Task<ExportCounts> WriteMembersAsync(
        ExportRows rows, ExportLine line, ExportCounts counts, Action<ExportCounts> progress, CancellationToken cancellation)
    {
        var members = new List<MemberEdge>();
        var group = "";
        await foreach (var row in rows.RowsAsync(RowKeys.AllMembers, keysOnly: true, cancellation))
        {
            var of = row.Key[RowKeys.AllMembers.Length..row.Key.IndexOf(':', RowKeys.AllMembers.Length)];
            if (members.Count == MostMembers || of != group)
            {
                counts = await WriteMembersAsync(group, members, line, counts, cancellation);
                Tell(counts.Members / MostMembers, counts, progress);
                group = of;
            }

            members.Add(MemberEdge.Of(row.Key, RowKeys.Members(of)));
        }

        return await WriteMembersAsync(group, members, line, counts, cancellation);
    }

    private static async Task<ExportCounts> WriteMembersAsync(
        string group, List<MemberEdge> members, ExportLine line, ExportCounts counts, CancellationToken cancellation)
    {
        if (members.Count > 0)
        {
            await line.WriteAsync(writer =>
            {
                writer.WriteString(LineNames.Members, group);
                ExportContent.WriteIds(writer, LineNames.Groups, members.Where(member => member.IsGroup));
                ExportContent.WriteIds(writer, LineNames.Users, members.Where(member => !member.IsGroup));
            }, cancellation);
        }

        counts = counts with { Members = counts.Members + members.Count };
        members.Clear();
        return counts;
    }

    private static void Tell(long number, ExportCounts counts, Action<ExportCounts> progress)
    {
        if (number > 0 && number % 100_000 == 0)
        {
            progress(counts);
        }
    }
}
