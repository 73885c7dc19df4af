using System.Text;
using ScimFunctions.Directory.Checking;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Checking;

/// <summary>A tenant group with a user in a SCIM group, which is in another, and a user that is not active; and what breaks it.</summary>
internal sealed class CheckWorld
{
    private readonly GroupWorld _world = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ITable Table => _world.Table;

    public string Partition => _world.Group.Id;

    public GroupWorld Directory => _world;

    public static async Task<CheckWorld> CreateAsync()
    {
        var world = new CheckWorld();
        world._names["{jo}"] = await world.UserAsync("""{ "userName": "jo", "externalId": "ext-jo", "emails": [{ "value": "jo@x" }] }""");
        world._names["{al}"] = await world.UserAsync("""{ "userName": "al", "externalId": "ext-al", "active": false }""");
        world._names["{team}"] = (await world._world.CreateJsonAsync($$"""{ "displayName": "team", "externalId": "ext-team", "members": {{GroupWorld.Members(world._names["{jo}"])}} }""")).Id;
        world._names["{all}"] = (await world._world.CreateAsync("all", world._names["{team}"])).Id;
        return world;
    }

    /// <summary>A text with the ids of resources in the place of their names.</summary>
    public string Named(string text) => _names.Aggregate(text, (result, name) => result.Replace(name.Key, name.Value, StringComparison.Ordinal));

    public Task<CheckReport> CheckAsync() => new StoreChecker(Table, TimeProvider.System).CheckAsync(Partition, ResourceCatalog.Core, Cancellation);

    public Task<RepairReport> RepairAsync() => new StoreRepair(Table, TimeProvider.System).RepairAsync(Partition, ResourceCatalog.Core, Cancellation);

    /// <summary>Deletes a row.</summary>
    public async Task DeleteAsync(string key) => Assert.IsType<Committed>(await Table.CommitAsync(Partition, [new DeleteRow(Named(key))], Cancellation));

    /// <summary>Puts a row where one may stand.</summary>
    public async Task PutAsync(string key, params Column[] columns)
    {
        var document = (await Table.FindAsync(Partition, Named(key), Cancellation))?.Document ?? default;
        var named = columns.Select(column => column with { Value = column.Value is string text ? Named(text) : column.Value });
        Assert.IsType<Committed>(await Table.CommitAsync(Partition, [new UpsertRow(Named(key), Columns.Of([.. named]), document)], Cancellation));
    }

    /// <summary>Sets columns of a row.</summary>
    public async Task SetAsync(string key, params Column[] columns) =>
        Assert.IsType<Committed>(await Table.CommitAsync(Partition, [new TouchRow(Named(key), Columns.Of(columns))], Cancellation));

    /// <summary>Puts ids into the row of owners, a line each.</summary>
    public async Task ListOwnersAsync(string ids) => Assert.IsType<Committed>(await Table.CommitAsync(
        Partition, [new UpsertRow("o:owner", Columns.None, Encoding.ASCII.GetBytes(Named(ids)))], Cancellation));

    /// <summary>The row of owners.</summary>
    public async Task<string?> OwnersAsync() =>
        await Table.FindAsync(Partition, "o:owner", Cancellation) is { } row ? Encoding.ASCII.GetString(row.Document.Span) : null;

    private async Task<string> UserAsync(string json) => (await _world.CreateUserAsync(json)).Id;
}
