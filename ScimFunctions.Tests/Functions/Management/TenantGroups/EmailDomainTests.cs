using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.TenantGroups;

/// <summary>The setting that says of which domains users' e-mail addresses are.</summary>
public sealed class EmailDomainTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    [Theory]
    [InlineData("ada@example.com", true)]
    [InlineData("ada@EXAMPLE.com", true)]
    [InlineData("ada@example.org", true)]
    [InlineData("ada@sub.example.com", false)]
    [InlineData("ada@badexample.com", false)]
    [InlineData("ada@example.com@evil.test", false)]
    [InlineData("ada", false)]
    public async Task A_new_user_is_of_an_allowed_domain(string address, bool allowed)
    {
        var session = await NewAsync();
        var answer = await session.Users.SendAsync("POST", "/Users", User(address));
        if (allowed)
        {
            answer.Is(HttpStatusCode.Created);
            return;
        }

        var detail = answer.IsError(400, "invalidValue").Detail;
        Assert.Contains("allowedEmailDomains", detail, StringComparison.Ordinal);
        Assert.Contains("emails.value", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(address, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PUT_and_PATCH_keep_to_it_too()
    {
        var session = await NewAsync();
        var id = (await session.Users.SendAsync("POST", "/Users", User("ada@example.com"))).Is(HttpStatusCode.Created).Id;

        (await session.Users.SendAsync("PUT", "/Users/" + id, User("ada@evil.test"))).IsError(400, "invalidValue");
        (await session.Users.PatchAsync(id, """[{"op":"add","path":"emails","value":[{"value":"ada@evil.test","type":"home"}]}]""")).IsError(400, "invalidValue");
        (await session.Users.PatchAsync(id, """[{"op":"replace","path":"emails[type eq \"work\"].value","value":"ada@example.org"}]""")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_was_there_before_is_changed_all_the_same()
    {
        var session = await ManagementSession.NewAsync(server);
        var id = (await session.Users.SendAsync("POST", "/Users", User("ada@other.test"))).Id;
        (await session.SendAsync("PATCH", "/settings", """{"allowedEmailDomains":["example.com"]}""")).Is(HttpStatusCode.OK);
        (await session.Users.PatchAsync(id, """[{"op":"replace","path":"active","value":false}]""")).Is(HttpStatusCode.OK);
    }

    private async Task<ManagementSession> NewAsync()
    {
        var session = await ManagementSession.NewAsync(server);
        (await session.SendAsync("PATCH", "/settings", """{"allowedEmailDomains":["example.com","example.org"]}""")).Is(HttpStatusCode.OK);
        return session;
    }

    private static string User(string address) =>
        $$"""{"schemas":["{{TenantSession.UserSchema}}"],"userName":"ada","emails":[{"value":"{{address}}","type":"work"}]}""";
}
