using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Extensions;

public sealed class CatalogReaderTests
{
    private const string Urn = "urn:example:one";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_registrations_nothing_is_read_or_made()
    {
        var world = await RegistryWorld.CreateAsync();
        var group = await world.GroupAsync();
        world.Counted.Reset();
        await world.Catalogs.ReadAsync(group, Cancellation);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var catalog = await world.Catalogs.ReadAsync(group, Cancellation);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(before, after);
        Assert.Same(ResourceCatalog.Core, catalog);
        Assert.Equal(0, world.Counted.Total);
    }

    [Fact]
    public async Task A_version_is_read_once()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(Urn);
        var group = await world.GroupAsync();
        world.Counted.Reset();

        var catalogs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.Catalogs.ReadAsync(group, Cancellation).AsTask()));

        Assert.Equal(1, world.Counted.Total);
        Assert.Single(catalogs.Distinct());
    }

    [Fact]
    public async Task A_type_without_registrations_stays_the_very_same()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(Urn);
        var catalog = await world.Catalogs.ReadAsync(await world.GroupAsync(), Cancellation);

        Assert.Same(ResourceTypes.Group, catalog.Group);
        Assert.Equal([SchemaUris.EnterpriseUser, Urn], catalog.User.Extensions.Select(extension => extension.Schema.Id));
    }

    [Fact]
    public async Task A_removed_extension_is_stored_and_not_served()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(Urn);
        await world.Registry.RemoveAsync("acme", Urn, Cancellation);
        var catalog = await world.Catalogs.ReadAsync(await world.GroupAsync(), Cancellation);

        Assert.Equal([SchemaUris.EnterpriseUser], catalog.User.Extensions.Select(extension => extension.Schema.Id));
        Assert.Equal(Urn, Assert.Single(catalog.User.RemovedExtensions).Id);
    }

    [Fact]
    public async Task A_failure_is_told_and_not_kept()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(Urn);
        var group = await world.GroupAsync();
        world.Table.OnFind = (_, _) => throw new StorageException("The table cannot be reached.", outcomeUnknown: false);
        await Assert.ThrowsAsync<StorageException>(() => world.Catalogs.ReadAsync(group, Cancellation).AsTask());

        world.Table.OnFind = null;
        Assert.Equal(2, (await world.Catalogs.ReadAsync(group, Cancellation)).User.Extensions.Count);
    }

    [Fact]
    public async Task A_version_that_is_gone_is_a_failure_of_the_store()
    {
        var world = await RegistryWorld.CreateAsync();
        var group = await world.GroupAsync() with { SchemasVersion = "gone" };
        await Assert.ThrowsAsync<StorageException>(() => world.Catalogs.ReadAsync(group, Cancellation).AsTask());
    }
}
