using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.People;

/// <summary>The members of a tenant group, for its administrator, and what their roles mean to the identity provider.</summary>
public abstract class MemberApiTests(InProcessServer server)
{
    [Fact]
    public async Task A_role_is_given()
    {
        var session = await ManagementSession.NewAsync(server);
        var bob = await session.Users.CreateAsync("bob");

        var changed = (await session.SendAsync("PATCH", "/members/" + bob.Id, """{"role":"maintainer"}""")).Is(HttpStatusCode.OK);

        Assert.Equal("maintainer", (string?)changed.Json["role"]);
        Assert.Equal(("active", "bob"), ((string?)changed.Json["state"], (string?)changed.Json["userName"]));
        Assert.NotEqual(bob.ETag, changed.ETag);
        Assert.Equal(changed.Body, (await session.SendAsync("GET", "/members/" + bob.Id)).Body);
        Assert.Equal($$"""{"items":[{{changed.Body}}]}""", (await session.SendAsync("GET", "/members")).Body);
        Assert.False((await session.Users.GetAsync("/Users/" + bob.Id)).Json.ContainsKey("roles"));
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/members/" + bob.Id, """{"role":"guest"}""", bob.ETag), HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task The_roles_attribute_of_SCIM_gives_no_role()
    {
        var session = await ManagementSession.NewAsync(server);
        var bob = await session.Users.SendAsync("POST", "/Users", TenantSession.User(new JsonObject
        {
            ["userName"] = "bob",
            ["roles"] = new JsonArray(new JsonObject { ["value"] = "owner" }),
        }));
        Assert.Equal("guest", (string?)(await session.SendAsync("GET", "/members/" + bob.Id)).Json["role"]);
    }

    [Theory]
    [InlineData("""{"role":"emperor"}""", "role")]
    [InlineData("""{"role":"Owner"}""", "role")]
    [InlineData("""{"role":null}""", "role")]
    [InlineData("{}", "role")]
    [InlineData("""{"role":"guest","state":"ended"}""", "state")]
    public async Task A_wrong_role_names_the_field(string body, string field)
    {
        var session = await ManagementSession.NewAsync(server);
        var bob = await session.Users.CreateAsync("bob");
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/members/" + bob.Id, body), HttpStatusCode.BadRequest, field);
    }

    [Fact]
    public async Task Nobody_is_not_found()
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendAsync("GET", "/members/nobody"), HttpStatusCode.NotFound);
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/members/nobody", """{"role":"guest"}"""), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_last_owner_stays_whoever_asks()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.CreateAsync("ada", "ada-1");
        var bob = await session.Users.CreateAsync("bob", "bob-1");
        (await session.SendAsync("PATCH", "/members/" + ada.Id, """{"role":"owner"}""")).Is(HttpStatusCode.OK);

        var refused = ManagementSession.IsProblem(await session.SendAsync("PATCH", "/members/" + ada.Id, """{"role":"guest"}"""), HttpStatusCode.Conflict);
        Assert.Contains("the role owner first", (string)refused["detail"]!, StringComparison.Ordinal);
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/identities/ada-1", """{"active":false}"""), HttpStatusCode.Conflict);
        (await session.Users.PatchAsync(ada.Id, """[{"op":"Replace","path":"active","value":"False"}]""")).IsError(409);
        (await session.Users.SendAsync("DELETE", "/Users/" + ada.Id)).IsError(409);
        var bulk = await session.Users.SendAsync("POST", "/Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
              {"method":"DELETE","path":"/Users/{{bob.Id}}"}, {"method":"DELETE","path":"/Users/{{ada.Id}}"}]}
            """);
        Assert.Equal(["204", "409"], bulk.Is(HttpStatusCode.OK).Json["Operations"]!.AsArray().Select(operation => (string)operation!["status"]!));
        Assert.True((bool)(await session.Users.GetAsync("/Users/" + ada.Id)).Json["active"]!);

        var eve = await session.Users.CreateAsync("eve");
        (await session.SendAsync("PATCH", "/members/" + eve.Id, """{"role":"owner"}""")).Is(HttpStatusCode.OK);
        (await session.Users.SendAsync("DELETE", "/Users/" + ada.Id)).Is(HttpStatusCode.NoContent);
    }
}

public sealed class EmbeddedMemberApiTests(EmbeddedServer server) : MemberApiTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteMemberApiTests(AzuriteServer server) : MemberApiTests(server), IClassFixture<AzuriteServer>;
