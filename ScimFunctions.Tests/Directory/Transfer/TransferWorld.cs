using System.Text;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Directory.Transfer.Importing;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Transfer;

/// <summary>Exports and imports on a store.</summary>
internal sealed class TransferWorld
{
    private readonly CatalogReader _catalogs;
    private readonly Journal _journal;

    public TransferWorld(ITable table)
    {
        Table = table;
        _journal = new Journal(table, TimeProvider.System);
        _catalogs = new CatalogReader(table, TimeProvider.System);
        Groups = new TenantGroupRegistry(table, TimeProvider.System);
        Extensions = new ExtensionRegistry(table, Groups, _catalogs, TimeProvider.System);
    }

    public ITable Table { get; }

    public TenantGroupRegistry Groups { get; }

    public ExtensionRegistry Extensions { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A tenant group, and those who work in it as one process does.</summary>
    public async Task<GroupWorld> GroupAsync(string path)
    {
        await Groups.CreateAsync(path, null, Cancellation);
        var group = await FindAsync(path);
        return new GroupWorld(Table, group.Id) { Group = group, Catalog = await _catalogs.ReadAsync(group, Cancellation) };
    }

    public async Task<TenantGroup> FindAsync(string path) => (await Groups.FindAsync(path, Cancellation))!.Group;

    public async Task<string> ExportAsync(string path)
    {
        using var stream = new MemoryStream();
        await ExportAsync(path, ExportPosition.Start, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public async Task<ExportCounts> ExportAsync(string path, ExportPosition from, Stream stream) =>
        await new TenantExport(Table, _catalogs, new GroupIntents(Table, TimeProvider.System), TimeProvider.System)
            .RunAsync(await FindAsync(path), from, stream, _ => { }, Cancellation);

    public Task<ImportReport> ImportAsync(string path, string lines) =>
        new TenantImport(Table, _journal, new Counts(Table, TimeProvider.System), Groups, Extensions, _catalogs, TimeProvider.System)
            .RunAsync(path, () => new StringReader(lines), new ChangeContext("test", "import"), _ => { }, Cancellation);

    public async Task CheckAsync(string path)
    {
        var group = await FindAsync(path);
        await StoreCheck.CheckAsync(Table, group.Id, await _catalogs.ReadAsync(group, Cancellation));
    }
}
