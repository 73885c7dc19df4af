using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Functions.Management;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>The ids of one tenant group mean nothing in another, wherever they stand in a request.</summary>
public abstract class CrossTenantTests(InProcessServer server)
{
    [Fact]
    public async Task In_a_bulk_request_they_are_not_found()
    {
        var (own, other, id) = await TwoAsync();
        var before = await other.DumpAsync();

        var bulk = await own.SendAsync("POST", "/Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
              {"method":"DELETE","path":"/Users/{{id}}"},
              {"method":"PUT","path":"/Users/{{id}}","data":{"schemas":["{{TenantSession.UserSchema}}"],"userName":"taken"} },
              {"method":"PATCH","path":"/Users/{{id}}","data":{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"active","value":false}] } }]}
            """);

        Assert.All(bulk.Is(HttpStatusCode.OK).Json["Operations"]!.AsArray(), operation => Assert.Equal("404", (string?)operation!["status"]));
        Assert.Equal(before, await other.DumpAsync());
    }

    [Fact]
    public async Task As_members_of_a_group_they_are_refused()
    {
        var (own, other, id) = await TwoAsync();
        var foreign = (await other.SendAsync("POST", "/Groups", Group("theirs"))).Is(HttpStatusCode.Created).Id;
        var mine = (await own.SendAsync("POST", "/Groups", Group("mine"))).Is(HttpStatusCode.Created).Id;
        var before = await other.DumpAsync();

        foreach (var member in (string[])[id, foreign])
        {
            Assert.InRange((int)(await own.SendAsync("POST", "/Groups", Group("new-" + member, member))).Status, 400, 404);
            var patch = TenantSession.Patch($$"""[{"op":"add","path":"members","value":[{"value":"{{member}}"}]}]""");
            Assert.InRange((int)(await own.SendAsync("PATCH", "/Groups/" + mine, patch)).Status, 400, 404);
        }

        Assert.False((await own.GetAsync("/Groups/" + mine)).Json.ContainsKey("members"));
        Assert.Equal(before, await other.DumpAsync());
    }

    [Fact]
    public async Task To_the_administrator_of_a_group_they_are_not_found()
    {
        var (own, other) = (await ManagementSession.NewAsync(server), await ManagementSession.NewAsync(server));
        var id = (await other.Users.CreateAsync("victim", "victim-1")).Id;
        var gone = (await other.Users.CreateAsync("gone", "gone-1")).Id;
        await other.Users.SendAsync("DELETE", "/Users/" + gone);
        var before = await other.Users.DumpAsync();

        foreach (var (verb, path, body) in ((string, string, string?)[])[
            ("GET", "/members/" + id, null), ("PATCH", "/members/" + id, """{"role":"owner"}"""),
            ("GET", "/identities/victim-1", null), ("PATCH", "/identities/victim-1", """{"active":false}"""), ("DELETE", "/identities/victim-1", null),
            ("POST", $"/users/{gone}/restore", null), ("POST", "/erasures", $$"""{"userId":"{{id}}"}"""), ("POST", "/erasures", """{"externUid":"gone-1"}""")])
        {
            ManagementSession.IsProblem(await own.SendAsync(verb, path, body), HttpStatusCode.NotFound);
        }

        Assert.Equal("""{"allowed":false,"reason":"notProvisioned"}""", (await own.SendAsync("POST", "/sign-in-check", """{"nameId":"victim-1"}""")).Body);
        Assert.Equal(before, await other.Users.DumpAsync());
    }

    private static string Group(string name, string? member = null)
    {
        var group = new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Group"), ["displayName"] = name };
        if (member is not null)
        {
            group["members"] = new JsonArray(new JsonObject { ["value"] = member });
        }

        return group.ToJsonString();
    }

    private async Task<(TenantSession Own, TenantSession Other, string Id)> TwoAsync()
    {
        var (own, other) = (await TenantSession.NewAsync(server, "own"), await TenantSession.NewAsync(server, "other"));
        return (own, other, (await other.CreateAsync("victim", "victim-1")).Id);
    }
}

public sealed class EmbeddedCrossTenantTests(EmbeddedServer server) : CrossTenantTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteCrossTenantTests(AzuriteServer server) : CrossTenantTests(server), IClassFixture<AzuriteServer>;
