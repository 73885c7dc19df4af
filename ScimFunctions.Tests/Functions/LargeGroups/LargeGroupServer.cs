using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Directory;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using ScimFunctions.Tokens;

namespace ScimFunctions.Tests.Functions.LargeGroups;

/// <summary>A server on a copy of <see cref="LargeStore"/>, whose calls of the store are counted.</summary>
public sealed class LargeGroupServer : InProcessServer
{
    private readonly TemporaryDirectory _directory = new();
    private CountingTable? _counted;
    private EmbeddedTable? _table;

    /// <summary>The calls of the store.</summary>
    public CountingTable Counted => _counted!;

    internal TenantSession Session { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await LargeStore.CopyToAsync(_directory.Path);
        await StartAsync();
        var token = await NewTokenAsync(LargeStore.Tenant, TokenScope.Provision);
        Session = new TenantSession(Client, new ScimTenant(LargeStore.Tenant, new Uri($"{Root}/api/scim/v2/groups/{LargeStore.Tenant}"), token), Table);
        (await Session.CreateAsync("The first takes a lane.")).Is(HttpStatusCode.Created);
    }

    /// <summary>Waits until changes of many members are made in full, and holds all rows against each other.</summary>
    public async Task CheckAsync()
    {
        await SettledAsync();
        await StoreCheck.CheckAllAsync(_table!);
    }

    /// <summary>Waits until changes of many members are made in full.</summary>
    public Task SettledAsync() => Services.GetRequiredService<GroupIntents>().SettledAsync();

    /// <summary>How many rows there are whose keys begin so, of a thousand at most.</summary>
    public async Task<int> RowsAsync(string prefix)
    {
        var group = await Services.GetRequiredService<TenantGroupRegistry>().FindAsync(LargeStore.Tenant, CancellationToken.None);
        return (await Counted.ReadAsync(group!.Group.Id, RowRange.Prefix(prefix, 1_000), CancellationToken.None)).Rows.Count;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_table?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    protected override void Adjust(WebApplicationBuilder builder)
    {
        _table = EmbeddedTable.Open(_directory.Path);
        _counted = new CountingTable(_table);
        builder.Services.Replace(ServiceDescriptor.Singleton<ITable>(_counted));
    }
}
