using System.Text.Json.Nodes;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>Who comes and goes by which request.</summary>
public sealed class MemberTests
{
    private readonly GroupWorld _world = new();

    [Fact]
    public async Task Members_and_groups_are_sent_with_reference_and_type()
    {
        var users = await _world.UsersAsync("bob");
        var group = await _world.CreateAsync("Sales", users);

        Assert.Equal(
            $$"""[{"value":"{{users[0]}}","$ref":"{{UserWorld.BaseUrl}}/Users/{{users[0]}}","type":"User"}]""",
            (await _world.SentAsync(group))["members"]!.ToJsonString());
        Assert.Equal(
            $$"""[{"value":"{{group.Id}}","$ref":"{{UserWorld.BaseUrl}}/Groups/{{group.Id}}","type":"direct","display":"Sales"}]""",
            (await _world.SentAsync(await _world.UserAsync(users[0]), withDisplay: true))["groups"]!.ToJsonString());
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Display_is_displayName_else_userName()
    {
        var users = await _world.UsersAsync("bob \"x\"");
        var inner = await _world.CreateAsync("Inner");
        var group = await _world.CreateAsync("Sales", users[0], inner.Id);
        var sent = (await _world.SentAsync(group, withDisplay: true))["members"]!.AsArray();
        Assert.Equal(["Inner", "bob \"x\""], sent.Select(member => member!["display"]!.GetValue<string>()));
    }

    [Fact]
    public async Task User_without_groups_is_sent_without_them()
    {
        var users = await _world.UsersAsync("bob");
        var group = await _world.CreateAsync("Sales", users);
        await _world.RemoveAsync(group.Id, users);
        Assert.False((await _world.SentAsync(await _world.UserAsync(users[0]))).ContainsKey("groups"));
        Assert.False((await _world.SentAsync(await _world.GetAsync(group.Id))).ContainsKey("members"));
        await _world.CheckAsync();
    }

    // 0 to 3 are users; 0 and 1 are members before.
    [Theory]
    [InlineData("""[{ "op": "add", "path": "members", "value": [{ "value": "{2}" }] }]""", "0 1 2")]
    [InlineData("""[{ "op": "Add", "path": "members", "value": [{ "$ref": null, "value": "{2}" }, { "value": "{3}" }] }]""", "0 1 2 3")]
    [InlineData("""[{ "op": "add", "path": "members", "value": { "value": "{2}", "type": "User" } }]""", "0 1 2")]
    [InlineData("""[{ "op": "add", "path": "members", "value": [{ "value": "{0}" }, { "value": "{2}" }] }]""", "0 1 2")]
    [InlineData("""[{ "op": "add", "value": { "members": [{ "value": "{2}" }] } }]""", "0 1 2")]
    [InlineData("""[{ "op": "remove", "path": "members[value eq \"{0}\"]" }]""", "1")]
    [InlineData("""[{ "op": "remove", "path": "members[value eq \"{0}\" or value eq \"{1}\"]" }]""", "")]
    [InlineData("""[{ "op": "Remove", "path": "members", "value": [{ "$ref": null, "value": "{1}" }] }]""", "0")]
    [InlineData("""[{ "op": "remove", "path": "members", "value": [{ "value": "{1}", "type": "Group" }] }]""", "0 1")]
    [InlineData("""[{ "op": "remove", "path": "members", "value": [{ "value": "{3}" }, { "value": "{1}" }] }]""", "0")]
    [InlineData("""[{ "op": "replace", "path": "members[value eq \"{0}\"]", "value": { "value": "{2}" } }]""", "1 2")]
    [InlineData("""[{ "op": "replace", "path": "members[value eq \"{0}\" or value eq \"{1}\"]", "value": [{ "value": "{3}", "type": "User" }] }]""", "3")]
    [InlineData("""[{ "op": "replace", "path": "members[type eq \"User\"]", "value": { "value": "{1}" } }]""", "1")]
    [InlineData("""[{ "op": "replace", "path": "members[value eq \"{0}\"]", "value": { "value": "{1}" } }]""", "1")]
    [InlineData("""[{ "op": "remove", "path": "members" }]""", "")]
    [InlineData("""[{ "op": "replace", "path": "members", "value": [{ "value": "{1}" }, { "value": "{2}" }] }]""", "1 2")]
    [InlineData("""[{ "op": "replace", "value": { "displayName": "New", "members": [{ "value": "{3}" }] } }]""", "3")]
    [InlineData("""[{ "op": "replace", "path": "members", "value": [] }]""", "")]
    [InlineData("""[{ "op": "remove", "path": "members" }, { "op": "add", "path": "members", "value": [{ "value": "{0}" }] }]""", "0")]
    [InlineData("""[{ "op": "add", "path": "members", "value": [{ "value": "{2}" }] }, { "op": "remove", "path": "members[value eq \"{2}\"]" }]""", "0 1")]
    [InlineData("""[{ "op": "remove", "path": "members[value eq \"{0}\"]" }, { "op": "add", "path": "members", "value": [{ "value": "{0}" }] }]""", "0 1")]
    [InlineData("""[{ "op": "remove", "path": "members[type eq \"User\"]" }]""", "")]
    [InlineData("""[{ "op": "remove", "path": "members[type eq \"Group\"]" }]""", "0 1")]
    [InlineData("""[{ "op": "remove", "path": "members[display eq \"USER-1\"]" }]""", "0")]
    [InlineData("""[{ "op": "remove", "path": "members[not (value eq \"{0}\")]" }]""", "0")]
    [InlineData("""[{ "op": "remove", "path": "urn:ietf:params:scim:schemas:core:2.0:Group:members[value eq \"{0}\" and type eq \"User\"]" }]""", "1")]
    public async Task Patch_leaves_these_members(string operations, string expected)
    {
        var users = await _world.UsersAsync(4);
        var group = await _world.CreateAsync("Sales", users[0], users[1]);
        for (var i = 0; i < users.Length; i++)
        {
            operations = operations.Replace($"{{{i}}}", users[i], StringComparison.Ordinal);
        }

        await _world.PatchAsync(group.Id, operations);

        var left = (await _world.MembersAsync(group.Id)).Select(id => Array.IndexOf(users, id)).Order();
        Assert.Equal(expected, string.Join(' ', left));
        await _world.CheckAsync();
    }

    [Theory]
    [InlineData("""{ "displayName": "Sales" }""", "")]
    [InlineData("""{ "displayName": "Sales", "members": [{ "value": "{1}" }, { "value": "{2}" }] }""", "1 2")]
    public async Task Put_leaves_these_members(string json, string expected)
    {
        var users = await _world.UsersAsync(3);
        var group = await _world.CreateAsync("Sales", users[0], users[1]);
        await _world.ReplaceAsync(group.Id, json.Replace("{1}", users[1], StringComparison.Ordinal).Replace("{2}", users[2], StringComparison.Ordinal));
        Assert.Equal(expected, string.Join(' ', (await _world.MembersAsync(group.Id)).Select(id => Array.IndexOf(users, id)).Order()));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Put_of_what_is_there_changes_nothing()
    {
        var users = await _world.UsersAsync(2);
        var group = await _world.CreateAsync("Sales", users);
        Assert.Equal(group.Version, (await _world.ReplaceAsync(group.Id, $$"""{ "displayName": "Sales", "members": {{GroupWorld.Members(users)}} }""")).Version);
    }

    [Fact]
    public async Task Adding_a_member_moves_both_versions()
    {
        var users = await _world.UsersAsync("bob");
        var group = await _world.CreateAsync("Sales");
        var user = await _world.UserAsync(users[0]);
        var after = await _world.AddAsync(group.Id, users);
        Assert.NotEqual(group.Version, after.Version);
        Assert.NotEqual(user.Version, (await _world.UserAsync(users[0])).Version);
        Assert.Equal(after.Version, (await _world.GetAsync(group.Id)).Version);
    }

    [Fact]
    public async Task Adding_a_member_again_moves_no_version()
    {
        var users = await _world.UsersAsync("bob");
        var group = await _world.CreateAsync("Sales", users);
        var user = await _world.UserAsync(users[0]);
        Assert.Equal(group.Version, (await _world.AddAsync(group.Id, users)).Version);
        Assert.Equal(user.Version, (await _world.UserAsync(users[0])).Version);
    }

    [Theory]
    [InlineData("nobody", true)]
    [InlineData("bob@example.com", false)]
    public async Task Member_that_there_is_not_is_named_by_its_place(string id, bool isNamed)
    {
        var users = await _world.UsersAsync("bob");
        var group = await _world.CreateAsync("Sales");
        var error = await GroupWorld.ErrorAsync(() => _world.AddAsync(group.Id, users[0], id));
        Assert.Equal((400, "invalidValue"), (error.Status, error.ScimType));
        Assert.StartsWith("members[1].value names no user or group", error.Detail, StringComparison.Ordinal);
        Assert.Equal(isNamed, error.Detail.Contains(id, StringComparison.Ordinal));
        Assert.DoesNotContain(id, error.LogDetail, StringComparison.Ordinal);
        Assert.Empty(await _world.MembersAsync(group.Id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task User_sent_as_a_group_is_no_member()
    {
        var users = await _world.UsersAsync("bob");
        var error = await GroupWorld.ErrorAsync(() => _world.CreateJsonAsync(
            $$"""{ "displayName": "Sales", "members": [{ "value": "{{users[0]}}", "type": "Group" }] }"""));
        Assert.StartsWith("members[0].value names no group", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_with_a_member_that_there_is_not_makes_no_group()
    {
        await GroupWorld.ErrorAsync(() => _world.CreateAsync("Sales", "nobody"));
        await _world.CreateAsync("Sales");
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Journal_tells_who_came_and_went()
    {
        var users = await _world.UsersAsync(2);
        var group = await _world.CreateAsync("Sales", users[0]);
        await _world.ReplaceAsync(group.Id, $$"""{ "displayName": "Sales", "members": {{GroupWorld.Members(users[1])}} }""");
        var entry = LastEntry();
        Assert.Equal(("Group", group.Id, "members"), (entry.Columns.GetString("resourceType"), entry.Columns.GetString("resource"), entry.Columns.GetString("changed")));
        Assert.Equal($$"""{"added":["{{users[1]}}"],"removed":["{{users[0]}}"]}""", JsonNode.Parse(entry.Document.Span)!["memberChanges"]!.ToJsonString());
    }

    [Fact]
    public async Task Journal_keeps_the_members_of_a_deleted_group()
    {
        var users = await _world.UsersAsync(1);
        var group = await _world.CreateAsync("Sales", users);
        await _world.DeleteAsync(group.Id);
        var state = JsonNode.Parse(LastEntry().Document.Span)!;
        Assert.Equal("Sales", state["displayName"]!.GetValue<string>());
        Assert.Equal($$"""[{"value":"{{users[0]}}","type":"User"}]""", state["members"]!.ToJsonString());
        Assert.Empty(await _world.GroupsOfAsync(users[0]));
        await _world.CheckAsync();
    }

    private ScimFunctions.Storage.InsertRow LastEntry() => _world.Table.Batches
        .SelectMany(batch => batch).OfType<ScimFunctions.Storage.InsertRow>().Last(change => change.Key.StartsWith("j:", StringComparison.Ordinal));
}
