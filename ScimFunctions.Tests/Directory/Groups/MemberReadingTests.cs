using ScimFunctions.Directory.Resources;
using ScimFunctions.Protocol.Errors;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>Members of one version of a group, though others change it while they are read.</summary>
public sealed class MemberReadingTests
{
    private const int Pages = 3, Count = (Pages * 1_000) - 1;

    private readonly GroupWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_while_they_are_read_has_them_read_anew()
    {
        var (group, users) = await GroupAsync();
        var stored = await _world.GetAsync(group);
        var next = "";
        _world.Table.OnNextRead = async () => next = (await _world.RemoveAsync(group, users[0])).Version;

        var (found, members) = await _world.Relations.MembersAsync(_world.Group, stored, Cancellation);

        Assert.Equal(next, found.Version);
        Assert.Equal(users[1..], members.Select(member => member.Id));
        Assert.Equal(users[^1], members[^1].Id);
    }

    [Fact]
    public async Task Who_changes_it_every_time_has_the_reader_wait()
    {
        var (group, users) = await GroupAsync();
        var stored = await _world.GetAsync(group);
        var turn = 0;
        _world.Table.OnFind = async (key, _) =>
        {
            if (key.EndsWith(group, StringComparison.Ordinal) && turn % 2 == 0)
            {
                turn++;
                await (turn % 4 == 1 ? _world.RemoveAsync(group, users[0]) : _world.AddAsync(group, users[0]));
                turn++;
            }
        };

        var error = (await Assert.ThrowsAsync<ScimException>(() => _world.Relations.MembersAsync(_world.Group, stored, Cancellation))).Error;

        Assert.Equal((503, 5), (error.Status, error.RetryAfterSeconds));
    }

    [Fact]
    public async Task A_group_that_goes_while_they_are_read_is_not_there()
    {
        var (group, _) = await GroupAsync();
        var stored = await _world.GetAsync(group);
        _world.Table.OnNextRead = () => _world.DeleteAsync(group);
        Assert.Equal(404, (await GroupWorld.ErrorAsync(() => _world.Relations.MembersAsync(_world.Group, stored, Cancellation))).Status);
    }

    [Fact]
    public async Task They_take_a_call_for_each_page_and_one_more()
    {
        var (group, users) = await GroupAsync();
        var stored = await _world.GetAsync(group);
        _world.Counted.Reset();

        var found = await _world.Relations.ReadAsync(_world.Group, stored, WantedRelations.WithoutNames, Cancellation);

        Assert.Equal(users, found.Relations.Select(member => member.Id));
        Assert.Equal((Pages, 1), (_world.Counted.Reads, _world.Counted.Finds));
    }

    private async Task<(string Group, string[] Users)> GroupAsync()
    {
        var users = (await _world.UsersAsync(Count)).Order(StringComparer.Ordinal).ToArray();
        var group = (await _world.CreateAsync("Sales", users)).Id;
        await _world.FinishAsync();
        return (group, users);
    }
}
