using ScimFunctions.Directory.TenantGroups;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>Groups apart from their members: what they are, and what is unique of them.</summary>
public sealed class GroupTests
{
    private readonly GroupWorld _world = new();

    [Fact]
    public async Task Group_is_sent_with_its_meta()
    {
        var group = await _world.CreateJsonAsync("""{ "displayName": "Sales", "externalId": "s-1" }""");
        var sent = await _world.SentAsync(group);
        Assert.Equal("schemas id externalId displayName meta", string.Join(' ', sent.Select(member => member.Key)));
        Assert.Equal($"{UserWorld.BaseUrl}/Groups/{group.Id}", sent["meta"]!["location"]!.GetValue<string>());
        Assert.Equal("Group", sent["meta"]!["resourceType"]!.GetValue<string>());
        Assert.Equal($"W/\"{group.Version}\"", sent["meta"]!["version"]!.GetValue<string>());
        await _world.CheckAsync();
    }

    [Theory]
    [InlineData("""{ "displayName": "SALES" }""", "displayName")]
    [InlineData("""{ "displayName": "Other", "externalId": "s-1" }""", "externalId")]
    public async Task Second_group_with_a_value_is_refused_naming_the_first(string json, string attribute)
    {
        var group = await _world.CreateJsonAsync("""{ "displayName": "Sales", "externalId": "s-1" }""");
        var error = await GroupWorld.ErrorAsync(() => _world.CreateJsonAsync(json));
        Assert.Equal((409, "uniqueness"), (error.Status, error.ScimType));
        Assert.StartsWith(attribute, error.Detail, StringComparison.Ordinal);
        Assert.Contains(group.Id, error.Detail, StringComparison.Ordinal);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Rename_to_a_name_that_is_taken_is_refused()
    {
        await _world.CreateAsync("Sales");
        var other = await _world.CreateAsync("Other");
        var error = await GroupWorld.ErrorAsync(() => RenameAsync(other.Id, "sales"));
        Assert.Equal(409, error.Status);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Rename_frees_the_name()
    {
        var group = await _world.CreateAsync("Sales");
        await RenameAsync(group.Id, "Marketing");
        await _world.CreateAsync("Sales");
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Names_may_be_shared_where_the_tenant_group_allows_it()
    {
        _world.Group = _world.Group with { AllowDuplicateGroupNames = true };
        var first = await _world.CreateAsync("Sales");
        var second = await _world.CreateAsync("sales");
        await RenameAsync(second.Id, "Marketing");
        await _world.DeleteAsync(first.Id);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Group_named_before_names_could_be_shared_is_renamed_and_deleted()
    {
        var first = await _world.CreateAsync("Sales");
        _world.Group = _world.Group with { AllowDuplicateGroupNames = true };
        var second = await _world.CreateAsync("Sales");
        await RenameAsync(first.Id, "SALES");
        await _world.CheckAsync();
        _world.Group = _world.Group with { AllowDuplicateGroupNames = false };
        await RenameAsync(second.Id, "Marketing");
        await _world.DeleteAsync(first.Id);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Deleted_group_is_gone_and_its_name_is_free()
    {
        var group = await _world.CreateJsonAsync("""{ "displayName": "Sales", "externalId": "s-1" }""");
        await _world.DeleteAsync(group.Id);
        Assert.Equal(404, (await GroupWorld.ErrorAsync(() => _world.GetAsync(group.Id))).Status);
        await _world.CreateJsonAsync("""{ "displayName": "Sales", "externalId": "s-1" }""");
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Group_s_id_cannot_be_chosen_for_a_user()
    {
        var group = await _world.CreateAsync("Sales");
        var users = new UserWorld(_world.Table, TimeProvider.System);
        var user = await users.CreateAsync($$"""{ "userName": "bob", "id": "{{group.Id}}", "externalId": "{{group.Id}}" }""");
        Assert.NotEqual(group.Id, user.Id);
    }

    [Fact]
    public async Task Change_with_the_version_of_another_is_refused()
    {
        var group = await _world.CreateAsync("Sales");
        var renamed = await RenameAsync(group.Id, "Marketing");
        Assert.Equal(412, (await GroupWorld.ErrorAsync(() => _world.PatchAsync(group.Id, """[{ "op": "remove", "path": "members" }]""", $"W/\"{group.Version}\""))).Status);
        Assert.Equal(412, (await GroupWorld.ErrorAsync(() => _world.DeleteAsync(group.Id, $"W/\"{group.Version}\""))).Status);
        await _world.DeleteAsync(group.Id, $"W/\"{renamed.Version}\"");
    }

    [Fact]
    public async Task Patch_as_Okta_sends_it_renames()
    {
        var group = await _world.CreateAsync("Sales");
        var after = await _world.PatchAsync(group.Id, $$"""[{ "op": "replace", "value": { "id": "{{group.Id}}", "displayName": "Marketing" } }]""");
        Assert.Equal("Marketing", (await _world.SentAsync(after))["displayName"]!.GetValue<string>());
        await _world.CheckAsync();
    }

    [Theory]
    [InlineData("""[{ "op": "replace", "path": "displayName", "value": "Sales" }]""")]
    [InlineData("""[{ "op": "replace", "value": { "displayName": "Sales", "unknown": 1 } }]""")]
    [InlineData("""[{ "op": "remove", "path": "members" }]""")]
    [InlineData("""[{ "op": "add", "path": "members", "value": [] }]""")]
    [InlineData("""[{ "op": "remove", "path": "members[value eq \"nobody\"]" }]""")]
    public async Task Patch_to_what_is_there_leaves_the_version_alone(string operations)
    {
        var group = await _world.CreateAsync("Sales");
        Assert.Equal(group.Version, (await _world.PatchAsync(group.Id, operations)).Version);
    }

    [Theory]
    [InlineData("""[{ "op": "remove", "path": "displayName" }]""", "mutability")]
    [InlineData("""[{ "op": "add", "path": "owners", "value": "x" }]""", "invalidPath")]
    [InlineData("""[{ "op": "replace", "path": "id", "value": "x" }]""", "mutability")]
    [InlineData("""[{ "op": "replace", "path": "members[value eq \"x\"].display", "value": "x" }]""", "mutability")]
    [InlineData("""[{ "op": "replace", "path": "members.type", "value": "x" }]""", "mutability")]
    [InlineData("""[{ "op": "add", "value": { "members[type eq \"User\"].value": "x" } }]""", "noTarget")]
    public async Task Patch_that_cannot_be_is_refused(string operations, string type)
    {
        var group = await _world.CreateAsync("Sales");
        var error = await GroupWorld.ErrorAsync(() => _world.PatchAsync(group.Id, operations));
        Assert.Equal((400, type), (error.Status, error.ScimType));
    }

    [Fact]
    public async Task Row_of_a_tenant_group_without_the_setting_is_read_as_not_allowing_duplicates()
    {
        var table = new Storage.InMemoryTable();
        await table.CommitAsync(TenantGroupRegistry.Partition, [new ScimFunctions.Storage.InsertRow("p:" + TenantGroupPath.Fold("acme"), ScimFunctions.Storage.Columns.None, """
            {"id":"11111111-1111-1111-1111-111111111111","path":"acme","name":"Acme","defaultRole":"guest","created":"2026-01-31T08:30:00+00:00"}
            """u8.ToArray())], TestContext.Current.CancellationToken);
        var stored = await new TenantGroupRegistry(table, TimeProvider.System).FindAsync("acme", TestContext.Current.CancellationToken);
        Assert.False(stored!.Group.AllowDuplicateGroupNames);
    }

    private Task<ScimFunctions.Directory.Groups.StoredGroup> RenameAsync(string id, string name) =>
        _world.PatchAsync(id, $$"""[{ "op": "replace", "path": "displayName", "value": "{{name}}" }]""");
}
