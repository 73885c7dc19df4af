using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>Lists of users, by look-up and by going through them.</summary>
public sealed class UserSearchTests
{
    private readonly UserWorld _world = new();

    [Theory]
    [InlineData("userName eq \"BOB\"", "bob")]
    [InlineData("externalId eq \"E-bob\"", "bob")]
    [InlineData("externalId eq \"e-BOB\"", "")]
    [InlineData("emails.value eq \"Team@example.com\"", "ann bob")]
    [InlineData("emails[type eq \"work\"].value eq \"team@example.com\"", "bob")]
    [InlineData("emails[type eq \"work\" and value eq \"team@example.com\"]", "bob")]
    [InlineData("emails[value eq \"team@example.com\" or value eq \"cid@example.com\"]", "ann bob cid")]
    [InlineData("emails[not (value eq \"team@example.com\")]", "bob cid")]
    [InlineData("userName eq \"bob\" or userName eq \"ann\" or userName eq \"Bob\"", "ann bob")]
    [InlineData("userName eq \"bob\" or title eq \"Dr\"", "bob cid")]
    [InlineData("userName eq \"bob\" and title eq \"Dr\"", "")]
    [InlineData("title eq \"Dr\" and userName eq \"cid\"", "cid")]
    [InlineData("not (userName eq \"bob\")", "ann cid")]
    [InlineData("userName ne \"bob\"", "ann cid")]
    [InlineData("userName sw \"A\"", "ann")]
    [InlineData("active eq false", "cid")]
    [InlineData("emails pr", "ann bob cid")]
    [InlineData("title eq null", "ann bob")]
    public async Task Filter_finds(string filter, string names)
    {
        await PeopleAsync();
        var page = await _world.ListAsync(filter);
        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), Names(page).Order(StringComparer.Ordinal));
        Assert.Equal(page.Users.Count, page.TotalResults);
    }

    [Fact]
    public async Task Filter_finds_by_location_and_version()
    {
        var users = await PeopleAsync();
        Assert.Equal([users[1].Id], Ids(await _world.ListAsync($"meta.location eq \"{UserWorld.BaseUrl}/Users/{users[1].Id}\"")));
        Assert.Equal([users[2].Id], Ids(await _world.ListAsync($"meta.version eq \"W/\\\"{users[2].Version}\\\"\"")));
    }

    [Theory]
    [InlineData("userName eq \"\\ud800\"")]
    [InlineData("id eq \"\\udc00x\"")]
    public async Task Ill_formed_value_is_refused(string filter) =>
        Assert.Equal("invalidFilter", (await Assert.ThrowsAsync<ScimException>(() => _world.ListAsync(filter))).Error.ScimType);

    [Fact]
    public async Task Value_too_long_for_a_key_is_found_by_its_whole_length()
    {
        var name = new string('x', 1_000);
        var user = await _world.CreateAsync($$"""{ "userName": "{{name}}1" }""");
        await _world.CreateAsync($$"""{ "userName": "{{name}}2" }""");
        Assert.Equal([user.Id], Ids(await _world.ListAsync($"userName eq \"{name}1\"")));
    }

    [Fact]
    public async Task User_changed_between_index_and_document_is_no_wrong_match()
    {
        var user = await _world.CreateAsync("""{ "userName": "bob" }""");
        var other = new UserWorld(_world.Table);
        _world.Table.OnFind = async (key, _) =>
        {
            if (key == user.Row.Key)
            {
                _world.Table.OnFind = null;
                await other.SetAsync(user.Id, "userName", "\"robert\"");
            }
        };

        Assert.Empty((await _world.ListAsync("userName eq \"bob\"")).Users);
    }

    [Fact]
    public async Task User_deleted_between_index_and_document_is_left_out()
    {
        var user = await _world.CreateAsync("""{ "userName": "bob" }""");
        var other = new UserWorld(_world.Table);
        _world.Table.OnFind = async (key, _) =>
        {
            if (key == user.Row.Key)
            {
                _world.Table.OnFind = null;
                await other.DeleteAsync(user.Id);
            }
        };

        Assert.Equal(0, (await _world.ListAsync("userName eq \"bob\"")).TotalResults);
    }

    private async Task<List<StoredUser>> PeopleAsync() =>
    [
        await _world.CreateAsync("""{ "userName": "ann", "emails": [{ "type": "home", "value": "TEAM@example.com" }] }"""),
        await _world.CreateAsync("""
            { "userName": "bob", "externalId": "E-bob",
              "emails": [{ "type": "work", "value": "team@example.com" }, { "type": "home", "value": "bob@example.com" }] }
            """),
        await _world.CreateAsync("""{ "userName": "cid", "title": "Dr", "active": false, "emails": [{ "value": "cid@example.com" }] }"""),
    ];

    private static IEnumerable<string> Ids(UserList page) => page.Users.Select(user => user.Id);

    private static IEnumerable<string> Names(UserList page) => page.Users.Select(user => UserWorld.Sent(user)["userName"]!.GetValue<string>());
}
