using ScimFunctions.Directory.Identities;
using ScimFunctions.Protocol.Errors;
using Xunit;

namespace ScimFunctions.Tests.Directory.Identities;

public sealed class IdentityDirectoryTests
{
    private readonly UserWorld _world = new();

    [Fact]
    public async Task Its_extern_uid_changes_with_the_user()
    {
        var bob = await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");

        var changed = await ChangeAsync("bob-1", newUid: "bob-2");

        Assert.Equal(("bob-2", bob.Id, "bob", true, "guest"), (changed.ExternUid, changed.UserId, changed.UserName, changed.Active, changed.Role));
        Assert.NotEqual(bob.Version, changed.Version);
        Assert.Equal("bob-2", (string?)UserWorld.Sent(await _world.Users.GetAsync(_world.Group, bob.Id, CancellationToken.None))["externalId"]);
        Assert.Equal(404, await StatusAsync(() => _world.Identities.GetAsync(_world.Group, "bob-1", CancellationToken.None)));
        Assert.Equal("externalId", _world.LastEntry().Columns.GetString("changed"));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task It_ends_and_begins_with_the_user()
    {
        var bob = await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");

        Assert.False((await ChangeAsync("bob-1", active: false)).Active);
        Assert.False((await _world.Users.GetAsync(_world.Group, bob.Id, CancellationToken.None)).Active);
        await _world.CheckAsync();

        Assert.True((await ChangeAsync("bob-1", active: true)).Active);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task An_extern_uid_that_another_has_is_refused()
    {
        await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");
        await _world.CreateAsync("""{ "userName": "eve", "externalId": "eve-1" }""");

        Assert.Equal(409, await StatusAsync(() => ChangeAsync("bob-1", newUid: "eve-1")));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Deleting_it_leaves_the_user()
    {
        var bob = await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");

        await _world.Identities.DeleteAsync(_world.Group, "bob-1", null, _world.Context, CancellationToken.None);

        Assert.False(UserWorld.Sent(await _world.Users.GetAsync(_world.Group, bob.Id, CancellationToken.None)).ContainsKey("externalId"));
        Assert.Equal(404, await StatusAsync(() => _world.Identities.DeleteAsync(_world.Group, "bob-1", null, _world.Context, CancellationToken.None)));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task One_that_changes_meanwhile_is_not_changed_again()
    {
        var bob = await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");
        _world.Table.OnFind = async (key, table) =>
        {
            if (key == "u:" + bob.Id)
            {
                _world.Table.OnFind = null;
                await new UserWorld(table).SetAsync(bob.Id, "externalId", "\"bob-2\"");
            }
        };

        Assert.Equal(404, await StatusAsync(() => ChangeAsync("bob-1", active: false)));
        Assert.True((await _world.Users.GetAsync(_world.Group, bob.Id, CancellationToken.None)).Active);
        await _world.CheckAsync();
    }

    [Theory]
    [InlineData("ada", 404)]
    [InlineData("", 404)]
    [InlineData("BOB-1", 404)]
    public async Task What_nobody_has_is_not_found(string externUid, int status)
    {
        await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");
        Assert.Equal(status, await StatusAsync(() => ChangeAsync(externUid, active: false)));
    }

    [Theory]
    [InlineData(null, 6)]
    [InlineData(true, 4)]
    [InlineData(false, 2)]
    public async Task A_list_is_of_those_that_are_active_or_not(bool? active, int count)
    {
        for (var user = 0; user < 6; user++)
        {
            await _world.CreateAsync($$"""{ "userName": "user-{{user}}", "externalId": "uid-{{user}}", "active": {{(user % 3 > 0 ? "true" : "false")}} }""");
        }

        await _world.CreateAsync("""{ "userName": "nobody" }""");
        var found = new List<Identity>();
        string? next = null;
        do
        {
            var page = await _world.IdentityReader.ListAsync(_world.Group, active, next, 2, CancellationToken.None);
            found.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(count, found.Select(identity => identity.UserId).Distinct().Count());
        Assert.All(found, identity => Assert.True(active is null || identity.Active == active));
    }

    private Task<Identity> ChangeAsync(string externUid, string? newUid = null, bool? active = null) =>
        _world.Identities.ChangeAsync(_world.Group, externUid, newUid, active, null, _world.Context, CancellationToken.None);

    private static async Task<int> StatusAsync(Func<Task> use) => (await Assert.ThrowsAsync<ScimException>(use)).Error.Status;
}
