using Xunit;

namespace ScimFunctions.Tests.Directory.Users;

/// <summary>Equal users are equal bytes, whichever of their values the server added.</summary>
public sealed class CanonicalOrderTests
{
    private readonly UserWorld _world = new();

    [Theory]
    [InlineData("")]
    [InlineData("\"displayName\": \"Zoë\", \"timezone\": \"Europe/Berlin\",")]
    public async Task Active_stands_in_its_place_though_the_client_did_not_say(string before)
    {
        var said = await _world.CreateAsync(User("a", before, "\"active\": true,"));
        var unsaid = await _world.CreateAsync(User("b", before, ""));
        Assert.Equal(Names(said), Names(unsaid));
    }

    private static IEnumerable<string> Names(ScimFunctions.Directory.Users.StoredUser user) =>
        UserWorld.Sent(user).Select(attribute => attribute.Key);

    private static string User(string name, string before, string active) => $$"""
        { "userName": "{{name}}", {{before}} {{active}} "emails": [{ "value": "zoe@example.com" }],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Sales" } }
        """;
}
