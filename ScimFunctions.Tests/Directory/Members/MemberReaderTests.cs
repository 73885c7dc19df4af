using Xunit;

namespace ScimFunctions.Tests.Directory.Members;

public sealed class MemberReaderTests
{
    private readonly UserWorld _world = new();

    [Fact]
    public async Task Pages_give_every_member_once()
    {
        for (var user = 0; user < 7; user++)
        {
            await _world.CreateAsync($$"""{ "userName": "user-{{user}}" }""");
        }

        var found = new List<string>();
        string? next = null;
        do
        {
            var page = await _world.Members.ListAsync(_world.Group, next, 3, CancellationToken.None);
            Assert.InRange(page.Items.Count, 1, 3);
            found.AddRange(page.Items.Select(member => member.UserName));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(user => $"user-{user}"), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_member_has_the_time_of_its_last_coming_or_going()
    {
        var since = _world.Time.GetUtcNow();
        var user = await _world.CreateAsync("""{ "userName": "bob" }""");
        _world.Time.Advance(TimeSpan.FromDays(1));
        await _world.SetRoleAsync(user.Id, "member");
        Assert.Equal((true, since), await StateAsync(user.Id));

        await _world.SetAsync(user.Id, "active", "false");
        Assert.Equal((false, since.AddDays(1)), await StateAsync(user.Id));
    }

    [Fact]
    public async Task Nobody_is_no_member() =>
        Assert.Null(await _world.Members.FindAsync(_world.Group, "nobody", CancellationToken.None));

    private async Task<(bool Active, DateTimeOffset Since)> StateAsync(string id)
    {
        var member = await _world.Members.FindAsync(_world.Group, id, CancellationToken.None);
        return (member!.Active, member.Since);
    }
}
