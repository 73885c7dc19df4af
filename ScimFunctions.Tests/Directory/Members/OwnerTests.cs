using ScimFunctions.Protocol.Errors;
using Xunit;

namespace ScimFunctions.Tests.Directory.Members;

/// <summary>The last owner of a tenant group stays, whoever asks.</summary>
public sealed class OwnerTests
{
    private readonly UserWorld _world = new();

    public static TheoryData<string> Endings => ["role", "patch", "put", "delete", "identity"];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task The_last_owner_stays(string ending)
    {
        var id = await OwnerAsync("ada");
        await _world.CreateAsync("""{ "userName": "bob" }""");

        var error = (await Assert.ThrowsAsync<ScimException>(() => EndAsync(id, ending))).Error;

        Assert.Equal((409, null), (error.Status, error.ScimType));
        Assert.Contains("Give another active member the role owner first", error.Detail, StringComparison.Ordinal);
        Assert.Equal((true, "owner"), await StateAsync(id));
        await _world.CheckAsync();
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task One_of_two_owners_goes_and_the_other_stays(string ending)
    {
        var (ada, bob) = (await OwnerAsync("ada"), await OwnerAsync("bob"));

        await EndAsync(ada, ending);
        await _world.CheckAsync();

        await Assert.ThrowsAsync<ScimException>(() => EndAsync(bob, ending));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task An_owner_who_comes_back_counts_again()
    {
        var (ada, bob) = (await OwnerAsync("ada"), await OwnerAsync("bob"));
        await EndAsync(ada, "patch");
        await _world.SetAsync(ada, "active", "true");

        await EndAsync(bob, "delete");

        Assert.Equal((true, "owner"), await StateAsync(ada));
        await Assert.ThrowsAsync<ScimException>(() => EndAsync(ada, "delete"));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task One_who_is_not_active_becomes_owner_without_counting()
    {
        var ada = await OwnerAsync("ada");
        var bob = (await _world.CreateAsync("""{ "userName": "bob", "active": false }""")).Id;
        await _world.SetRoleAsync(bob, "owner");

        await Assert.ThrowsAsync<ScimException>(() => EndAsync(ada, "delete"));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Who_is_made_with_the_owners_role_counts()
    {
        _world.Group = _world.Group with { DefaultRole = "owner" };
        var ada = (await _world.CreateAsync("""{ "userName": "ada", "externalId": "ada-1" }""")).Id;
        var bob = (await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""")).Id;

        await EndAsync(ada, "delete");

        await Assert.ThrowsAsync<ScimException>(() => EndAsync(bob, "identity"));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task A_change_of_the_last_owner_that_leaves_it_owner_is_made()
    {
        var ada = await OwnerAsync("ada");
        await _world.SetAsync(ada, "title", "\"Dr\"");
        await _world.SetRoleAsync(ada, "owner");
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Where_nobody_is_owner_everybody_may_go()
    {
        var bob = (await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""")).Id;
        await EndAsync(bob, "delete");
        await _world.CheckAsync();
    }

    [Fact]
    public async Task The_owners_row_costs_those_nothing_who_are_not_owners()
    {
        var bob = (await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""")).Id;
        await OwnerAsync("ada");
        _world.Counted.Reset();

        await _world.SetRoleAsync(bob, "member");
        Assert.Equal(2, _world.Counted.Total);
        await _world.DeleteAsync(bob);
        Assert.Equal(4, _world.Counted.Total);
    }

    [Fact]
    public async Task A_change_of_role_has_a_new_version_and_an_entry()
    {
        var bob = await _world.CreateAsync("""{ "userName": "bob" }""");
        var changed = await _world.SetRoleAsync(bob.Id, "maintainer");

        Assert.NotEqual(bob.Version, changed.Version);
        Assert.Equal("role", _world.LastEntry().Columns.GetString("changed"));
        Assert.Equal("maintainer", (await _world.Members.FindAsync(_world.Group, bob.Id, CancellationToken.None))!.Role);
        await _world.CheckAsync();
    }

    private async Task<string> OwnerAsync(string userName)
    {
        var user = await _world.CreateAsync($$"""{ "userName": "{{userName}}", "externalId": "{{userName}}-1" }""");
        return (await _world.SetRoleAsync(user.Id, "owner")).Id;
    }

    private async Task EndAsync(string id, string ending)
    {
        var user = await _world.Users.GetAsync(_world.Group, id, CancellationToken.None);
        await (ending switch
        {
            "role" => _world.SetRoleAsync(id, "guest"),
            "patch" => _world.SetAsync(id, "active", "false"),
            "put" => _world.ReplaceAsync(id, $$"""{ "userName": "{{user.UserName}}", "active": false }"""),
            "identity" => _world.Identities.ChangeAsync(_world.Group, user.UserName + "-1", null, false, null, _world.Context, CancellationToken.None),
            _ => _world.DeleteAsync(id),
        });
    }

    private async Task<(bool Active, string Role)> StateAsync(string id)
    {
        var user = await _world.Users.GetAsync(_world.Group, id, CancellationToken.None);
        return (user.Active, user.Role);
    }
}
