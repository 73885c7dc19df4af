using Xunit;

namespace ScimFunctions.Tests.Directory.Users;

/// <summary>The reference to a manager, which is stored without the base URL.</summary>
public sealed class ManagerTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private readonly UserWorld _world = new();

    [Theory]
    [InlineData("""{ "value": "42" }""", "42")]
    [InlineData("""{ "value": "42", "$ref": "https://elsewhere.example/Users/42" }""", "42")]
    [InlineData("\"42\"", "42")]
    [InlineData("""{ "value": "a b/ç" }""", "a%20b%2F%C3%A7")]
    public async Task Reference_has_the_base_url_and_the_manager(string manager, string last)
    {
        var user = await CreateAsync(manager);
        Assert.Equal($"{UserWorld.BaseUrl}/Users/{last}", UserWorld.Sent(user)[Enterprise]!["manager"]!["$ref"]!.GetValue<string>());
    }

    [Fact]
    public async Task Reference_lasts_over_changes_of_other_attributes()
    {
        var user = await CreateAsync("""{ "value": "42" }""");
        user = await _world.SetAsync(user.Id, "title", "\"längerer Titel 🎉\"");
        Assert.Equal($"{UserWorld.BaseUrl}/Users/42", UserWorld.Sent(user)[Enterprise]!["manager"]!["$ref"]!.GetValue<string>());
    }

    [Fact]
    public async Task Same_manager_again_changes_nothing()
    {
        var user = await CreateAsync("""{ "value": "42" }""");
        Assert.Equal(user.Version, (await _world.SetAsync(user.Id, Enterprise + ":manager", """{ "value": "42" }""")).Version);
    }

    [Fact]
    public async Task Removed_manager_leaves_no_reference()
    {
        var user = await CreateAsync("""{ "value": "42" }""");
        user = await _world.PatchAsync(user.Id, $$"""[{ "op": "remove", "path": "{{Enterprise}}:manager" }]""");
        Assert.Equal(0, user.ReferenceAt);
        Assert.Null(UserWorld.Sent(user)[Enterprise]!["manager"]);
    }

    private Task<ScimFunctions.Directory.Users.StoredUser> CreateAsync(string manager) => _world.CreateAsync(
        $$"""{ "userName": "zoë", "displayName": "Zoë 🎉", "{{Enterprise}}": { "department": "Überbau", "manager": {{manager}} } }""");
}
