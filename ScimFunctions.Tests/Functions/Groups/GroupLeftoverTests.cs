using System.Net;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Directory;
using ScimFunctions.Tests.Directory.Groups;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>What a process left half-made when it ended, as the first request to the next process finds it.</summary>
public abstract class GroupLeftoverTests(InProcessServer server)
{
    [Fact]
    public async Task Added_members_are_in_their_group_for_the_first_read_of_a_user()
    {
        var (session, world) = await NewAsync();
        var users = await world.UsersAsync(100);
        var group = await world.CreateAsync("Sales");
        await CutOffAsync(world, 3, dying => dying.AddAsync(group.Id, users));

        var last = (await session.GetAsync("/Users/" + users[^1])).Is(HttpStatusCode.OK);

        Assert.Equal(group.Id, (string?)Assert.Single(last.Json["groups"]!.AsArray())!["value"]);
    }

    [Theory]
    [InlineData("/Users", "groups eq \"{0}\"", 100)]
    [InlineData("/Groups", "id eq \"{0}\" and members eq \"{1}\"", 1)]
    [InlineData("/Groups", "members eq \"{1}\"", 1)]
    public async Task Added_members_are_found_by_the_first_filter(string endpoint, string filter, int matches)
    {
        var (session, world) = await NewAsync();
        var users = await world.UsersAsync(100);
        var group = await world.CreateAsync("Sales");
        await CutOffAsync(world, 3, dying => dying.AddAsync(group.Id, users));

        var query = filter.Replace("{0}", group.Id, StringComparison.Ordinal).Replace("{1}", users[^1], StringComparison.Ordinal);
        var found = (await session.GetAsync($"{endpoint}?count=0&filter={Uri.EscapeDataString(query)}")).Is(HttpStatusCode.OK);

        Assert.Equal(matches, (int)found.Json["totalResults"]!);
    }

    [Fact]
    public async Task Deleted_group_is_no_group_of_a_user_for_the_first_read()
    {
        var (session, world) = await NewAsync();
        var users = await world.UsersAsync(100);
        var group = await world.CreateAsync("Sales", users);
        await world.FinishAsync();
        await CutOffAsync(world, 2, dying => dying.DeleteAsync(group.Id));

        var last = (await session.GetAsync("/Users/" + users.Max(StringComparer.Ordinal))).Is(HttpStatusCode.OK);

        Assert.False(last.Json.ContainsKey("groups"));
    }

    /// <summary>A tenant group that the server was not asked about, and what another process does in it.</summary>
    private async Task<(TenantSession Session, GroupWorld World)> NewAsync()
    {
        Assert.SkipWhen(ServerProgram.IsPublished, "A published executable is asked before the test begins, until it knows the token.");
        var session = await TenantSession.NewAsync(server);
        var tenant = await new TenantGroupRegistry(server.Table, TimeProvider.System).FindAsync(session.Tenant.Path, TestContext.Current.CancellationToken);
        return (session, new GroupWorld(server.Table, tenant!.Group.Id));
    }

    /// <summary>Begins a change in a process that ends after the commit and its first step.</summary>
    private async Task CutOffAsync(GroupWorld world, int commits, Func<GroupWorld, Task> change)
    {
        var table = new StoppingTable(server.Table);
        var dying = new GroupWorld(table, world.Group.Id);
        await dying.CreateAsync("any");
        table.StopAfter(commits);
        await change(dying);
        await dying.Intents.SettledAsync();
    }
}
