using Xunit;

namespace ScimFunctions.Tests.Directory.Users;

/// <summary>What changes nothing leaves a user's version alone.</summary>
public sealed class NoChangeTests
{
    private readonly UserWorld _world = new();

    [Theory]
    [InlineData("displayName", "\"Zo\\u00eb\"")]
    [InlineData("active", "true")]
    [InlineData("active", "\"True\"")]
    [InlineData("name", """{ "givenName": "Zoë", "familyName": "<\u0026>" }""")]
    [InlineData("emails[type eq \"work\"].value", "\"zoe@example.com\"")]
    [InlineData("emails", """[{ "type": "work", "value": "zoe@example.com" }]""")]
    public async Task Patch_to_what_is_there_changes_nothing(string path, string value)
    {
        var user = await ZoeAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        _world.Table.Batches.Clear();

        Assert.Equal(user.Version, (await _world.SetAsync(user.Id, path, value)).Version);
        Assert.Empty(_world.Table.Batches);
    }

    [Fact]
    public async Task Put_of_what_is_there_in_another_order_changes_nothing()
    {
        var user = await ZoeAsync();
        var same = await _world.ReplaceAsync(user.Id, """
            { "emails": [{ "value": "zoe@example.com", "type": "work" }], "name": { "givenName": "Zo\u00eb", "familyName": "<&>" },
              "displayName": "Zoë", "userName": "zoe" }
            """);
        Assert.Equal(user.Version, same.Version);
    }

    [Fact]
    public async Task Put_without_active_does_not_bring_back_who_was_deactivated_meanwhile()
    {
        var other = new UserWorld(_world.Table, TimeProvider.System);
        var user = await ZoeAsync();
        other.Table.OnNextCommit = async (lane, behind) =>
        {
            other.Table.OnNextCommit = async (batch, _) =>
            {
                await _world.SetAsync(user.Id, "active", "false");
                return await behind.CommitAsync(_world.Group.Id, batch, CancellationToken.None);
            };
            return await behind.CommitAsync(_world.Group.Id, lane, CancellationToken.None);
        };

        Assert.False((await other.ReplaceAsync(user.Id, """{ "userName": "zoe", "title": "new" }""")).Active);
    }

    private Task<ScimFunctions.Directory.Users.StoredUser> ZoeAsync() => _world.CreateAsync("""
        { "userName": "zoe", "displayName": "Zoë", "name": { "familyName": "<&>", "givenName": "Zoë" },
          "emails": [{ "type": "work", "value": "zoe@example.com" }] }
        """);
}
