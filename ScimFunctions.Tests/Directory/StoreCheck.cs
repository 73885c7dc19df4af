using ScimFunctions.Directory.Checking;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using Xunit;

namespace ScimFunctions.Tests.Directory;

/// <summary>Sees that the product's own check finds nothing, and that no change is left half made.</summary>
public static class StoreCheck
{
    /// <summary>Checks every tenant group of an embedded store.</summary>
    public static async Task CheckDirectoryAsync(string directory)
    {
        await using var table = EmbeddedTable.Open(directory);
        await CheckAllAsync(table);
    }

    /// <summary>Checks every tenant group of a store.</summary>
    public static async Task CheckAllAsync(ITable table)
    {
        var catalogs = new CatalogReader(table, TimeProvider.System);
        foreach (var group in await new TenantGroupRegistry(table, TimeProvider.System).ListAsync(1000, after: null, CancellationToken.None))
        {
            await CheckAsync(table, group.Group.Id, await catalogs.ReadAsync(group.Group, CancellationToken.None));
        }
    }

    /// <summary>Checks one tenant group.</summary>
    public static async Task CheckAsync(ITable table, string partition, ResourceCatalog? catalog = null)
    {
        var report = await new StoreChecker(table, TimeProvider.System).CheckAsync(partition, catalog ?? ResourceCatalog.Core, CancellationToken.None);
        Assert.Empty(report.Findings);
        Assert.Empty(report.Unfinished);
    }
}
