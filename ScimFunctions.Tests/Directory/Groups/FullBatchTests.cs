using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>As many members as change without an intent, in batches that unique extension values take the room of.</summary>
public sealed class FullBatchTests
{
    private const string Urn = "urn:example:acme:keys:1.0:Group";

    private static readonly IEnumerable<int> Attributes = Enumerable.Range(0, 10);

    private static readonly Schema Keys = RegisteredTypes.Read($$"""
        {"id":"{{Urn}}","name":"Keys","attributes":[{{string.Join(',', Attributes.Select(i => $$"""{"name":"key{{i}}","uniqueness":"server"}"""))}}]}
        """);

    private readonly GroupWorld _world = new()
    {
        Catalog = ResourceCatalog.Core with
        {
            Group = new ResourceType
            {
                Name = "Group",
                Endpoint = "/Groups",
                Description = "",
                Schema = CoreSchemas.Group,
                Extensions = [new SchemaExtension(Keys, Required: false)],
            },
        },
    };

    [Theory]
    [InlineData(24)]
    [InlineData(30)]
    public async Task Group_with_all_unique_values_is_made_with_members(int count)
    {
        var users = await _world.UsersAsync(count);
        var group = await _world.CreateJsonAsync(Content("Sales", "a", users));
        Assert.Equal(count, (await _world.MembersAsync(group.Id)).Length);
        await _world.CheckAsync();
    }

    [Theory]
    [InlineData(24)]
    [InlineData(30)]
    public async Task All_unique_values_change_with_members(int count)
    {
        var users = await _world.UsersAsync(count);
        var group = await _world.CreateJsonAsync(Content("Sales", "a"));
        await _world.ReplaceAsync(group.Id, Content("Renamed", "b", users));
        Assert.Equal(count, (await _world.MembersAsync(group.Id)).Length);
        await _world.PatchAsync(group.Id, $$"""
            [{ "op": "remove", "path": "members", "value": {{GroupWorld.Members(users)}} },
             { "op": "replace", "value": { "displayName": "Again", "{{Urn}}": { {{Values("c")}} } } }]
            """);
        Assert.Empty(await _world.MembersAsync(group.Id));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Group_with_all_unique_values_in_another_is_deleted_with_its_members()
    {
        var users = await _world.UsersAsync(29);
        var group = await _world.CreateJsonAsync(Content("Sales", "a", users));
        await _world.CreateAsync("Outer", group.Id);
        await _world.DeleteAsync(group.Id);
        Assert.Empty(await _world.GroupsOfAsync(users[0]));
        await _world.CheckAsync();
    }

    private static string Content(string name, string value, params string[] members) =>
        $$"""{ "displayName": "{{name}}", "externalId": "{{name}}", "members": {{GroupWorld.Members(members)}}, "{{Urn}}": { {{Values(value)}} } }""";

    private static string Values(string value) => string.Join(',', Attributes.Select(i => $"\"key{i}\": \"{value}{i}\""));
}
