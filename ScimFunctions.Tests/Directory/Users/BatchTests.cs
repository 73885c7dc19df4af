using System.Text.Json.Nodes;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Users;

/// <summary>Which rows each change of a user touches.</summary>
public sealed class BatchTests
{
    private readonly UserWorld _world = new();

    [Fact]
    public async Task Create_inserts_document_index_rows_and_membership()
    {
        var user = await BobAsync();
        Assert.Equal(
            [$"InsertRow e:BOB@EXAMPLE:{user.Id}", "InsertRow i:bob-1", $"InsertRow m:{user.Id}", "InsertRow n:BOB", $"InsertRow u:{user.Id}"],
            _world.LastChanges());
    }

    [Fact]
    public async Task Create_of_a_chosen_id_takes_the_id_too()
    {
        await _world.CreateAsync("""{ "id": "ext-1", "externalId": "ext-1", "userName": "bob" }""");
        Assert.Equal(["InsertRow i:ext-1", "InsertRow m:ext-1", "InsertRow n:BOB", "InsertRow u:ext-1", "InsertRow x:ext-1"], _world.LastChanges());
    }

    [Theory]
    [InlineData("userName", "\"robert\"", "DeleteRow n:BOB", "InsertRow n:ROBERT")]
    [InlineData("userName", "\"BOB\"")]
    [InlineData("displayName", "\"Bob\"")]
    [InlineData("active", "false", "TouchRow i:bob-1", "TouchRow m:{id}")]
    [InlineData("externalId", "\"bob-2\"", "DeleteRow i:bob-1", "InsertRow i:bob-2")]
    [InlineData("externalId", "\"\"", "DeleteRow i:bob-1")]
    [InlineData("emails", """[{ "type": "work", "value": "bob@example" }, { "type": "home", "value": "BOB@example" }]""")]
    [InlineData("emails", """[{ "type": "work", "value": "robert@example" }]""", "DeleteRow e:BOB@EXAMPLE:{id}", "InsertRow e:ROBERT@EXAMPLE:{id}")]
    [InlineData("emails", "[]", "DeleteRow e:BOB@EXAMPLE:{id}")]
    public async Task Change_touches_what_differs(string path, string value, params string[] changes)
    {
        var user = await BobAsync();

        await _world.SetAsync(user.Id, path, value);

        Assert.Equal(
            changes.Append("ReplaceRow u:{id}").Select(change => change.Replace("{id}", user.Id, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            _world.LastChanges());
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Change_of_active_and_externalId_at_once_writes_the_new_identity_as_it_is_then()
    {
        var user = await BobAsync();

        await _world.PatchAsync(user.Id, """[{ "op": "replace", "value": { "active": false, "externalId": "bob-2" } }]""");

        Assert.Equal(
            ["DeleteRow i:bob-1", "InsertRow i:bob-2", $"ReplaceRow u:{user.Id}", $"TouchRow m:{user.Id}"], _world.LastChanges());
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Role_is_remembered_over_deactivation()
    {
        var user = await BobAsync();
        await _world.SetAsync(user.Id, "active", "false");
        var back = await _world.SetAsync(user.Id, "active", "true");
        Assert.Equal((true, "guest"), (back.Active, back.Role));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Delete_removes_all_rows_and_keeps_the_id_from_being_given_again()
    {
        var user = await BobAsync();

        await _world.DeleteAsync(user.Id);

        Assert.Equal(
            [$"DeleteRow e:BOB@EXAMPLE:{user.Id}", "DeleteRow i:bob-1", $"DeleteRow m:{user.Id}", "DeleteRow n:BOB", $"DeleteUnchangedRow u:{user.Id}", $"UpsertRow x:{user.Id}"],
            _world.LastChanges());
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Twenty_addresses_are_replaced_by_twenty_others()
    {
        var user = await _world.CreateAsync($$"""{ "userName": "bob", "emails": {{Addresses("a")}} }""");
        await _world.SetAsync(user.Id, "emails", Addresses("b"));
        Assert.Equal(41, _world.LastChanges().Count);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Change_keeps_what_a_user_s_row_says_of_being_in_groups()
    {
        var user = await BobAsync();
        await _world.Table.CommitAsync(
            _world.Group.Id, [new TouchRow(user.Row.Key, Columns.Of(new Column("inGroups", true)))], TestContext.Current.CancellationToken);

        Assert.True((await _world.SetAsync(user.Id, "displayName", "\"Bob\"")).InGroups);
    }

    [Theory]
    [InlineData("displayName", "\"Bob\"", "displayName")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "\"Sales\"", "schemas urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")]
    public async Task Journal_names_what_changed_who_changed_it_and_the_state_after(string path, string value, string changed)
    {
        var user = await BobAsync();

        var after = await _world.SetAsync(user.Id, path, value);

        var entry = _world.LastEntry();
        Assert.Equal(("Patched", "User", user.Id), (entry.Columns.GetString("kind"), entry.Columns.GetString("resourceType"), entry.Columns.GetString("resource")));
        Assert.Equal(("token-1", "correlation-1"), (entry.Columns.GetString("actor"), entry.Columns.GetString("correlation")));
        Assert.Equal(changed, entry.Columns.GetString("changed"));
        Assert.Equal(UserWorld.Text(after.Document), UserWorld.Text(entry.Document));
    }

    [Fact]
    public async Task Journal_keeps_the_last_state_of_a_deleted_user()
    {
        var user = await BobAsync();
        await _world.DeleteAsync(user.Id);
        Assert.Equal("Deleted", _world.LastEntry().Columns.GetString("kind"));
        Assert.Equal(UserWorld.Text(user.Document), UserWorld.Text(_world.LastEntry().Document));
    }

    [Fact]
    public async Task Removed_attribute_is_named_as_changed()
    {
        var user = await BobAsync();
        await _world.PatchAsync(user.Id, """[{ "op": "remove", "path": "externalId" }]""");
        Assert.Equal("externalId", _world.LastEntry().Columns.GetString("changed"));
    }

    private Task<ScimFunctions.Directory.Users.StoredUser> BobAsync() =>
        _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1", "emails": [{ "type": "work", "value": "bob@example" }] }""");

    private static string Addresses(string name) =>
        new JsonArray([.. Enumerable.Range(0, 20).Select(i => (JsonNode)new JsonObject { ["value"] = $"{name}{i}@example.com" })]).ToJsonString();
}
