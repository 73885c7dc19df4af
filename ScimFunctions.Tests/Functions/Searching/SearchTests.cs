using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions.Searching;

/// <summary>Searches by POST and queries of the root (RFC 7644 §3.4.2.1 and §3.4.3).</summary>
public abstract class SearchTests(InProcessServer server)
{
    private const string Schema = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    [Theory]
    [InlineData("", "{}")]
    [InlineData("filter=userName+eq+%22BOB%22", """{ "filter": "userName eq \"BOB\"" }""")]
    [InlineData("sortBy=userName&sortOrder=descending&startIndex=2&count=1", """{ "sortBy": "userName", "sortOrder": "descending", "startIndex": 2, "count": 1 }""")]
    [InlineData("attributes=userName,active", """{ "attributes": ["userName", "active"] }""")]
    [InlineData("excludedAttributes=meta", """{ "excludedAttributes": ["meta"], "unknown": { "a": 1 } }""")]
    [InlineData("count=0", """{ "Count": 0, "filter": null }""")]
    [InlineData("startIndex=-99999999999&count=99999999999", """{ "startIndex": -99999999999, "count": 99999999999 }""")]
    [InlineData("cursor=&count=5", """{ "cursor": "", "count": 5 }""")]
    public async Task Search_equals_the_query(string query, string body)
    {
        var session = await PeopleAsync();
        foreach (var path in (string[])["/Users", ""])
        {
            var queried = (await session.GetAsync($"{path}?{query}")).Is(HttpStatusCode.OK);
            var searched = (await session.SendAsync("POST", path + "/.search", Body(body))).Is(HttpStatusCode.OK);
            Assert.Equal(queried.Body, searched.Body);
        }
    }

    [Theory]
    [InlineData("""{ "filter": 1 }""", "invalidValue", "filter")]
    [InlineData("""{ "filter": "" }""", "invalidFilter", "filter")]
    [InlineData("""{ "filter": "\ud800" }""", "invalidSyntax", "filter")]
    [InlineData("""{ "sortBy": ["userName"] }""", "invalidValue", "sortBy")]
    [InlineData("""{ "sortBy": "nope" }""", "invalidPath", "sortBy")]
    [InlineData("""{ "sortOrder": "up" }""", "invalidValue", "sortOrder")]
    [InlineData("""{ "startIndex": "1" }""", "invalidValue", "startIndex")]
    [InlineData("""{ "count": 1.5 }""", "invalidValue", "count")]
    [InlineData("""{ "count": 1e3 }""", "invalidValue", "count")]
    [InlineData("""{ "cursor": 1 }""", "invalidValue", "cursor")]
    [InlineData("""{ "attributes": "userName" }""", "invalidValue", "attributes")]
    [InlineData("""{ "excludedAttributes": [1] }""", "invalidValue", "excludedAttributes")]
    [InlineData("""{ "attributes": ["userName"], "excludedAttributes": ["meta"] }""", "invalidValue", "attributes")]
    public async Task Search_with_a_wrong_member_is_refused(string body, string scimType, string named)
    {
        var session = await TenantSession.NewAsync(server);
        Assert.Contains(named, (await session.SendAsync("POST", "/Users/.search", Body(body))).IsError(400, scimType).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "schemas": [] }""")]
    [InlineData("""{ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"] }""")]
    public async Task Search_without_its_schema_is_refused(string body) =>
        (await (await TenantSession.NewAsync(server)).SendAsync("POST", "/.search", body)).IsError(400, "invalidSyntax");

    [Fact]
    public async Task Token_that_may_read_may_search()
    {
        var session = await TenantSession.NewAsync(server);
        var reading = session.Tenant with { Token = await server.NewTokenAsync(session.Tenant.Path, TokenScope.Read) };
        var reader = new TenantSession(server.Client, reading, server.Table);
        foreach (var path in (string[])["", "/Users", "/Groups"])
        {
            (await reader.SendAsync("POST", path + "/.search", Body("{}"))).Is(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("/.search")]
    [InlineData("/Users/.search")]
    [InlineData("/Groups/.search")]
    [InlineData("/users/.Search")]
    public async Task Search_of_another_verb_is_told_which_is_answered(string path)
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var verb in (string[])["GET", "PUT", "PATCH", "DELETE"])
        {
            Assert.Equal(["POST"], (await session.SendAsync(verb, path)).IsError(405).Content.Allow);
        }
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("?filter=userName+pr", 3)]
    [InlineData("?filter=not+(members+pr)&count=0", 3)]
    [InlineData("?filter=meta.resourceType+eq+%22Group%22", 0)]
    [InlineData("?filter=members+eq+%22x%22", 0)]
    [InlineData("?sortBy=displayName&aadOptscim062020", 3)]
    public async Task Root_gives_resources_of_all_types(string query, int total)
    {
        var list = (await (await PeopleAsync()).GetAsync(query)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(total, (int)list["totalResults"]!);
    }

    [Theory]
    [InlineData("filter=nope+pr", "invalidFilter", "nope")]
    [InlineData("filter=password+pr", "invalidFilter", "password")]
    [InlineData("sortBy=nope", "invalidPath", "sortBy")]
    [InlineData("sortBy=password", "invalidPath", "sortBy")]
    [InlineData("filter=userName+pr&filter=userName+pr", "invalidValue", "filter")]
    public async Task Root_refuses_what_no_type_has(string query, string scimType, string named)
    {
        var session = await TenantSession.NewAsync(server);
        Assert.Contains(named, (await session.GetAsync("?" + query)).IsError(400, scimType).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_are_listed()
    {
        var list = (await (await PeopleAsync()).GetAsync("/Groups?filter=displayName+sw+%22a%22&sortBy=displayName")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(0, (int)list["totalResults"]!);
    }

    private async Task<TenantSession> PeopleAsync()
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var name in (string[])["ada", "bob", "cid"])
        {
            (await session.CreateAsync(name)).Is(HttpStatusCode.Created);
        }

        return session;
    }

    private static string Body(string members)
    {
        if (members.Contains("\\ud800", StringComparison.Ordinal))
        {
            return members.Replace("{", $$"""{ "schemas": ["{{Schema}}"],""", StringComparison.Ordinal);
        }

        var body = JsonNode.Parse(members)!.AsObject();
        body["schemas"] = new JsonArray(JsonValue.Create(Schema));
        return body.ToJsonString();
    }
}

public sealed class EmbeddedSearchTests(EmbeddedServer server) : SearchTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteSearchTests(AzuriteServer server) : SearchTests(server), IClassFixture<AzuriteServer>;
