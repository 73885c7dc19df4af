using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>
/// Makes what an export tells of in a tenant group, which may hold resources already: what is there, by its id, is left as
/// it is. So an import that was cut off is repeated, and goes on with what is missing. One journal entry tells of all of it.
/// </summary>
public sealed class TenantImport(
    ITable table, Journal journal, Counts counts, TenantGroupRegistry groups, ExtensionRegistry extensions, CatalogReader catalogs, TimeProvider time)
{
    private readonly ImportTarget _target = new(table, groups, extensions);
    private readonly Owners _owners = new(table);

    /// <summary>Imports a text of lines.</summary>
    /// <param name="path">The path of the tenant group, which is made where it is missing.</param>
    /// <param name="open">Opens the text from its beginning; called again where it has to be read once more.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="progress">Is told now and then how much is made.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    /// <returns>What was made, and which lines were not.</returns>
    /// <exception cref="FormatException">The path breaks a rule.</exception>
    /// <exception cref="StorageException">The store failed again and again.</exception>
    public async Task<ImportReport> RunAsync(
        string path, Func<TextReader> open, ChangeContext context, Action<ExportCounts> progress, CancellationToken cancellation)
    {
        var report = new ImportReport();
        TenantGroup group;
        using (var text = open())
        {
            group = await _target.PrepareAsync(path, ImportLine.Of(text, report).FirstOrDefault(), report, cancellation);
        }

        var import = new LinesImport(table, group, await catalogs.ReadAsync(group, cancellation), progress, time);
        var heads = report.Problems;
        report = await import.TryLoadAsync(open, cancellation) ?? await import.CommitAsync(open, cancellation);
        heads.Where(problem => !report.Problems.Contains(problem)).ToList().ForEach(problem => report.Failed(problem.Line, problem.Text));
        // What was made came past the counts, perhaps by an import that was cut off and is repeated by this one.
        await counts.RecountAsync(group.Id, cancellation);
        await _owners.IncludeAsync(group.Id, import.Owners, cancellation);
        if (report.Made != ExportCounts.None)
        {
            await journal.CommitAsync(group.Id, [], EntryOf(group, report.Made, context), cancellation);
        }

        return report;
    }

    private JournalEntry EntryOf(TenantGroup group, ExportCounts made, ChangeContext context) => context.EntryOf(
        ChangeKind.Imported, "TenantGroup", group.Id, "", System.Text.Encoding.UTF8.GetBytes(
            $$"""{"users":{{made.Users}},"takenIds":{{made.TakenIds}},"groups":{{made.Groups}},"members":{{made.Members}}}"""), time.GetUtcNow());
}
