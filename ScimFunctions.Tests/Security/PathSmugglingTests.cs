using System.Net;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>No spelling of a path or header leads a token to another tenant group, or makes the server fail.</summary>
public sealed class PathSmugglingTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private const string Tenants = "/api/scim/v2/groups";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/{own}/../{other}/Users/{id}")]
    [InlineData("/{own}/%2e%2e/{other}/Users/{id}")]
    [InlineData("/{own}/.%2E/{other}/Users/{id}")]
    [InlineData("/{own}/..%2f{other}/Users/{id}")]
    [InlineData("/{own}%2F..%2F{other}/Users/{id}")]
    [InlineData("/{own}%252F..%252F{other}/Users/{id}")]
    [InlineData("/{own}/%252e%252e/{other}/Users/{id}")]
    [InlineData("/{own}/Users/../../{other}/Users/{id}")]
    [InlineData("/{own}/Users/..%2f..%2f{other}%2fUsers%2f{id}")]
    [InlineData("/{own}/Users/..%5c..%5c{other}%5cUsers%5c{id}")]
    [InlineData("/{own}/Users/..\\..\\{other}\\Users\\{id}")]
    [InlineData("//{other}/Users/{id}")]
    [InlineData("/{own}//../{other}/Users/{id}")]
    [InlineData("/{own}/Users//{id}")]
    [InlineData("/{own}/Users/{id}")]
    [InlineData("/{own}/Users/{id}/")]
    [InlineData("/{own}/Users/{id}%00")]
    [InlineData("/{own}%00/../{other}/Users/{id}")]
    [InlineData("/{own};/{other}/Users/{id}")]
    [InlineData("/{own};{other}/Users/{id}")]
    [InlineData("/{own}/%c0%ae%c0%ae/{other}/Users/{id}")]
    [InlineData("/{own}/..%c0%af{other}/Users/{id}")]
    [InlineData("/{own}/Users/{id}?group={other}")]
    [InlineData("/{own}/Users/{id}#/../{other}")]
    [InlineData("/{other}%20/Users/{id}")]
    [InlineData("/{other}./Users/{id}")]
    [InlineData("/%7Bgroup%7D/Users/{id}")]
    public async Task No_path_leads_to_another_group(string path)
    {
        var (own, other, id) = await TwoAsync();
        foreach (var verb in (string[])["GET", "DELETE"])
        {
            var answer = await RawAsync(own, verb, Tenants + path
                .Replace("{own}", own.Tenant.Path, StringComparison.Ordinal)
                .Replace("{other}", other.Tenant.Path, StringComparison.Ordinal)
                .Replace("{id}", id, StringComparison.Ordinal));
            Assert.Matches("^HTTP/1.1 4(00|01|04|05) ", answer);
            Assert.DoesNotContain("victim", answer, StringComparison.Ordinal);
        }

        (await other.GetAsync("/Users/" + id)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/{own}/../../../../../api/groups/{other}/members")]
    [InlineData("/../../../groups/{other}/members")]
    [InlineData("/%2e%2e/%2e%2e/%2e%2e/groups/{other}/identities")]
    public async Task No_path_leads_a_token_to_the_management_interface(string path)
    {
        var (own, other, _) = await TwoAsync();
        var answer = await RawAsync(own, "GET", Tenants + path
            .Replace("{own}", own.Tenant.Path, StringComparison.Ordinal).Replace("{other}", other.Tenant.Path, StringComparison.Ordinal));
        Assert.Matches("^HTTP/1.1 40(1|4) ", answer);
        Assert.DoesNotContain("victim", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Original-URL: /api/scim/v2/groups/{other}/Users/{id}")]
    [InlineData("X-Rewrite-URL: /api/scim/v2/groups/{other}/Users/{id}")]
    [InlineData("X-Forwarded-Prefix: /api/scim/v2/groups/{other}")]
    [InlineData("X-HTTP-Method-Override: DELETE")]
    [InlineData("X-Method-Override: DELETE")]
    [InlineData("X-MS-CLIENT-PRINCIPAL: eyJyb2xlcyI6WyJTY2ltLkFkbWluIl19")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-NAME: admin")]
    public async Task No_header_leads_to_another_group_or_verb(string header)
    {
        var (own, other, id) = await TwoAsync();
        var mine = await own.CreateAsync("mine");
        header = header.Replace("{other}", other.Tenant.Path, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);

        var answer = await RawAsync(own, "GET", $"{Tenants}/{own.Tenant.Path}/Users/{mine.Id}", header + "\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("victim", answer, StringComparison.Ordinal);
        (await own.GetAsync("/Users/" + mine.Id)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Content-Length: 5\nContent-Length: 6\n\nhello!")]
    [InlineData("Content-Length: 5, 6\n\nhello!")]
    [InlineData("Content-Length: -1\n\n")]
    [InlineData("Transfer-Encoding: chunked, identity\n\n0\n\n")]
    [InlineData("Transfer-Encoding: xchunked\n\n0\n\n")]
    [InlineData(" folded: header\n\n")]
    [InlineData("Name : space\n\n")]
    public async Task A_request_that_two_servers_could_read_otherwise_is_refused(string headers)
    {
        var (own, _, _) = await TwoAsync();
        var answer = await RawAsync(own, "POST", $"{Tenants}/{own.Tenant.Path}/Users", "Content-Type: application/json\n" + headers);
        Assert.Matches("^HTTP/1.1 4(00|15) |^HTTP/1.1 501 ", answer);
    }

    [Fact]
    public async Task An_overlong_path_is_refused()
    {
        var (own, _, _) = await TwoAsync();
        Assert.StartsWith("HTTP/1.1 414 ", await RawAsync(own, "GET", $"{Tenants}/{new string('a', 70_000)}/Users"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 401 ", await RawAsync(own, "GET", $"{Tenants}/{new string('a', 5_000)}/Users"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("///evil.example/%2e%2e")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/api//evil.example")]
    [InlineData("/api/groups/..//evil.example")]
    [InlineData("/console//evil.example")]
    [InlineData("/?returnUrl=https://evil.example")]
    [InlineData("/console?redirect=//evil.example")]
    public async Task Nothing_redirects_elsewhere(string path)
    {
        var (own, _, _) = await TwoAsync();
        var answer = await RawAsync(own, "GET", path);
        var head = answer.Split("\r\n\r\n")[0];
        Assert.DoesNotMatch("(?im)^location:.*evil", head);
    }

    private async Task<(TenantSession Own, TenantSession Other, string Id)> TwoAsync()
    {
        var (own, other) = (await TenantSession.NewAsync(server, "own"), await TenantSession.NewAsync(server, "other"));
        return (own, other, (await other.CreateAsync("victim", "victim-1")).Id);
    }

    private static Task<string> RawAsync(TenantSession session, string verb, string path, string headers = "") => RawHttp.SendAsync(
        session.Tenant.BaseUri,
        $"{verb} {path} HTTP/1.1\nHost: localhost\nConnection: close\nAuthorization: Bearer {session.Tenant.Token}\n{headers}\n",
        Cancellation);
}
