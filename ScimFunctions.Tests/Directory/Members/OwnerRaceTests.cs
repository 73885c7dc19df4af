using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Members;

/// <summary>Two processes that take the last owners away at once, on each of the stores.</summary>
public abstract class OwnerRaceTests : IAsyncDisposable
{
    [Fact]
    public async Task Of_all_owners_that_are_taken_away_at_once_one_stays()
    {
        var worlds = new[] { await WorldAsync(), await WorldAsync() };
        for (var round = 0; round < 5; round++)
        {
            var owners = new List<string>();
            for (var owner = 0; owner < 4; owner++)
            {
                var user = await worlds[0].CreateAsync($$"""{ "userName": "user-{{round}}-{{owner}}" }""");
                await worlds[0].SetRoleAsync(user.Id, "owner");
                owners.Add(user.Id);
            }

            // Who was left of the round before goes too.
            var left = round == 0 ? [] : await OwnersAsync(worlds[0]);
            await Task.WhenAll(owners.Union(left).Select((id, index) => Task.Run(() => EndAsync(worlds[index % 2], id, index))));

            Assert.Single(await OwnersAsync(worlds[0]));
            await worlds[0].CheckAsync();
        }
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>The store, as each of two processes has it.</summary>
    protected abstract ValueTask<ITable> ConnectAsync();

    private readonly string _partition = $"{Random.Shared.NextInt64():x}-{Random.Shared.NextInt64():x}";

    private async Task<UserWorld> WorldAsync()
    {
        var world = new UserWorld(await ConnectAsync(), TimeProvider.System);
        world.Group = world.Group with { Id = _partition };
        return world;
    }

    private static async Task EndAsync(UserWorld world, string id, int way)
    {
        while (true)
        {
            try
            {
                await ((way % 3) switch
                {
                    0 => world.SetRoleAsync(id, "guest"),
                    1 => world.SetAsync(id, "active", "false"),
                    _ => world.DeleteAsync(id),
                });
                return;
            }
            catch (ScimException exception) when (exception.Error.Status == 409)
            {
                return;
            }
            catch (ScimException exception) when (exception.Error.Status == 503)
            {
                // Others kept changing the owners: a client repeats the request.
            }
        }
    }

    private static async Task<List<string>> OwnersAsync(UserWorld world)
    {
        var page = await world.Members.ListAsync(world.Group, null, 1_000, CancellationToken.None);
        return [.. page.Items.Where(member => member is { Role: "owner", Active: true }).Select(member => member.UserId)];
    }
}

public sealed class EmbeddedOwnerRaceTests : OwnerRaceTests
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<EmbeddedTable> _tables = [];

    public override async ValueTask DisposeAsync()
    {
        foreach (var table in _tables)
        {
            await table.DisposeAsync();
        }

        _directory.Dispose();
    }

    protected override ValueTask<ITable> ConnectAsync()
    {
        _tables.Add(EmbeddedTable.Open(_directory.Path));
        return new(_tables[^1]);
    }
}

public sealed class AzuriteOwnerRaceTests(Azurite azurite) : OwnerRaceTests
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async ValueTask<ITable> ConnectAsync() => AzureTable.Connect(await azurite.ConnectAsync(), "owners");
}
