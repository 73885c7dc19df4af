using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>What is answered to requests of wrong paths, verbs, tokens and parameters (RFC 7644 §3.12).</summary>
public sealed class RequestErrorTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PATCH", "/Users", "GET, HEAD, POST")]
    [InlineData("FOO", "/Users", "GET, HEAD, POST")]
    [InlineData("TRACE", "/Users", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "/Users/x", "DELETE, GET, HEAD, PATCH, PUT")]
    [InlineData("POST", "/Users/x", "DELETE, GET, HEAD, PATCH, PUT")]
    [InlineData("DELETE", "/Schemas", "GET, HEAD")]
    [InlineData("POST", "/ServiceProviderConfig", "GET, HEAD")]
    [InlineData("POST", "/Groups/x", "DELETE, GET, HEAD, PATCH, PUT")]
    public async Task Other_verbs_are_told_which_are_answered(string verb, string path, string allowed)
    {
        var answer = await (await TenantSession.NewAsync(server)).SendAsync(verb, path);
        Assert.Equal(allowed, string.Join(", ", answer.IsError(405).Content.Allow.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("/Nope")]
    [InlineData("/Users/a/b")]
    [InlineData("/Schemas/nope")]
    [InlineData("/ResourceTypes/nope")]
    public async Task Unknown_path_is_not_found(string path) => (await (await TenantSession.NewAsync(server)).GetAsync(path)).IsError(404);

    [Theory]
    [InlineData("GET", "/Nope")]
    [InlineData("GET", "/Users/nope")]
    [InlineData("FOO", "/Users")]
    [InlineData("POST", "/Users")]
    [InlineData("GET", "/Users?startIndex=x")]
    public async Task Wrong_token_learns_nothing_else(string verb, string path)
    {
        var session = await TenantSession.NewAsync(server);
        var answer = (await session.SendAsync(verb, path, "{", ("Authorization", "Bearer wrong"))).IsError(401);
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer scimfn_short")]
    public async Task Malformed_authorization_is_refused(string header) =>
        (await (await TenantSession.NewAsync(server)).SendAsync("GET", "/Users", (string?)null, ("Authorization", header))).IsError(401);

    [Fact]
    public async Task Oversized_authorization_is_refused()
    {
        var session = await TenantSession.NewAsync(server);
        (await session.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer " + new string('a', 20_000)))).IsError(401);
    }

    [Fact]
    public async Task Two_authorization_headers_are_refused()
    {
        var tenant = (await TenantSession.NewAsync(server)).Tenant;
        Assert.StartsWith("HTTP/1.1 401 ", await RawAsync(tenant, "GET", "/Users", $"Authorization: Bearer {tenant.Token}\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/Users")]
    [InlineData("PUT", "/Users/x")]
    [InlineData("PATCH", "/Users/x")]
    [InlineData("DELETE", "/Users/x")]
    [InlineData("POST", "/Groups")]
    [InlineData("PUT", "/Groups/x")]
    [InlineData("PATCH", "/Groups/x")]
    [InlineData("DELETE", "/Groups/x")]
    [InlineData("POST", "/Bulk")]
    [InlineData("PATCH", "/Me")]
    public async Task Token_that_may_read_does_not_write(string verb, string path)
    {
        var session = await TenantSession.NewAsync(server);
        var reading = session.Tenant with { Token = await server.NewTokenAsync(session.Tenant.Path, TokenScope.Read) };
        var reader = new TenantSession(server.Client, reading, server.Table);
        (await reader.SendAsync(verb, path, TenantSession.User("ada"))).IsError(403);
        (await reader.GetAsync("/Users")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("%2F")]
    [InlineData("..%2F..")]
    [InlineData("%5C")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%ED%A0%80")]
    [InlineData("%FF")]
    [InlineData("%")]
    [InlineData("%zz")]
    [InlineData("a%0d%0ab")]
    [InlineData("%23%3F")]
    [InlineData("u:")]
    [InlineData("../nope")]
    [InlineData("%2e%2e/nope")]
    public async Task Hostile_id_is_not_found(string id)
    {
        var tenant = (await TenantSession.NewAsync(server)).Tenant;
        foreach (var verb in (string[])["GET", "DELETE"])
        {
            var answer = await RawAsync(tenant, verb, "/Users/" + id);
            Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
            Assert.Contains("\"status\":\"404\"", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Id_of_5000_characters_is_not_found() =>
        (await (await TenantSession.NewAsync(server)).GetAsync("/Users/" + new string('a', 5000))).IsError(404);

    [Fact]
    public async Task Null_character_in_the_path_is_a_client_error() =>
        Assert.StartsWith("HTTP/1.1 400 ", await RawAsync((await TenantSession.NewAsync(server)).Tenant, "GET", "/Users/%00"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("<>")]
    [InlineData("a/b")]
    [InlineData("a\"b")]
    public async Task Host_that_is_none_is_a_client_error(string host)
    {
        var tenant = (await TenantSession.NewAsync(server)).Tenant;
        Assert.StartsWith("HTTP/1.1 400 ", await RawAsync(tenant, "GET", "/Users", "", host), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("startIndex=x", "invalidValue", "startIndex")]
    [InlineData("startIndex=", "invalidValue", "startIndex")]
    [InlineData("startIndex=99999999999x", "invalidValue", "startIndex")]
    [InlineData("count=1.5", "invalidValue", "count")]
    [InlineData("count=1&count=2", "invalidValue", "count")]
    [InlineData("sortBy=nope", "invalidPath", "sortBy")]
    [InlineData("sortBy=password", "invalidPath", "sortBy")]
    [InlineData("sortBy=userName&sortOrder=up", "invalidValue", "sortOrder")]
    [InlineData("sortBy=userName&startIndex=60000", "tooMany", "sortBy")]
    [InlineData("filter=", "invalidFilter", "filter")]
    [InlineData("filter=%00", "invalidFilter", "filter")]
    [InlineData("filter=nope+eq+1", "invalidFilter", "nope")]
    [InlineData("filter=password+eq+%22x%22", "invalidFilter", "password")]
    [InlineData("filter=userName+eq+%22%5Cud800%22", "invalidFilter", "filter")]
    [InlineData("attributes=userName&excludedAttributes=emails", "invalidValue", "attributes")]
    public async Task Bad_parameter_is_named(string query, string scimType, string named)
    {
        var answer = await (await TenantSession.NewAsync(server)).GetAsync("/Users?" + query);
        Assert.Contains(named, answer.IsError(400, scimType).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_too_long_too_deep_or_too_large_is_refused()
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var filter in (string[])[
            $"userName eq \"{new string('a', 5000)}\"",
            new string('(', 60) + "userName pr" + new string(')', 60),
            string.Join(" or ", Enumerable.Repeat("userName pr", 70))])
        {
            (await session.GetAsync("/Users?filter=" + Uri.EscapeDataString(filter))).IsError(400, "invalidFilter");
        }
    }

    [Theory]
    [InlineData("aadOptscim062020")]
    [InlineData("aadOptscim062020=true&x=1&x=2")]
    [InlineData("&&=&%00=1")]
    public async Task Unknown_parameters_are_ignored(string query) =>
        (await (await TenantSession.NewAsync(server)).GetAsync("/Users?" + query)).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/problem+json")]
    [InlineData("nonsense")]
    public async Task Accept_that_excludes_JSON_is_answered_in_SCIM_JSON(string accept)
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var path in (string[])["/ServiceProviderConfig", "/Users/nope", "/Nope"])
        {
            var answer = await session.SendAsync("GET", path, (string?)null, ("Accept", accept));
            Assert.StartsWith("application/scim+json", answer.Header("Content-Type"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Taken_values_are_named_with_their_owner()
    {
        var session = await TenantSession.NewAsync(server);
        var id = (await session.CreateAsync("ada", "1")).Id;
        foreach (var (attribute, twin) in new[] { ("userName", TenantSession.User("ADA", "2")), ("externalId", TenantSession.User("bob", "1")) })
        {
            var detail = (await session.SendAsync("POST", "/Users", twin)).IsError(409, "uniqueness").Detail;
            Assert.StartsWith(attribute, detail, StringComparison.Ordinal);
            Assert.Contains(id, detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task User_past_256_KiB_is_too_large()
    {
        var user = new JsonObject { ["userName"] = "ada", ["title"] = new string('a', 300_000) };
        var answer = await (await TenantSession.NewAsync(server)).SendAsync("POST", "/Users", TenantSession.User(user));
        Assert.Contains((int)answer.Status, (int[])[400, 413]);
        answer.IsError((int)answer.Status, answer.ScimType);
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("no number")]
    public async Task Chunks_that_cannot_be_read_are_refused(string length)
    {
        var answer = await RawAsync(
            (await TenantSession.NewAsync(server)).Tenant, "POST", "/Users", $"Content-Type: application/json\nTransfer-Encoding: chunked\n\n{length}\n{{}}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("invalidSyntax", answer, StringComparison.Ordinal);
    }

    private static Task<string> RawAsync(ScimTenant tenant, string verb, string path, string headers = "", string host = "localhost") =>
        RawHttp.SendAsync(
            tenant.BaseUri,
            $"{verb} {tenant.BaseUri.AbsolutePath}{path} HTTP/1.1\nHost: {host}\nConnection: close\nAuthorization: Bearer {tenant.Token}\n{headers}\n",
            Cancellation);
}
