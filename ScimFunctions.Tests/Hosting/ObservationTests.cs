using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Functions;
using Xunit;

namespace ScimFunctions.Tests.Hosting;

/// <summary>Correlation ids, failures, and what the log holds and does not.</summary>
public sealed class ObservationTests : IAsyncLifetime
{
    private const string Header = "X-Correlation-Id";

    private readonly ObservedServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET", "/Users", 200)]
    [InlineData("HEAD", "/Users", 200)]
    [InlineData("GET", "/Users/nope", 404)]
    [InlineData("POST", "/Users", 415)]
    [InlineData("FOO", "/Users", 405)]
    [InlineData("GET", "/Nope", 404)]
    [InlineData("GET", "/../../../../../", 200)]
    [InlineData("GET", "/../../../../../nope", 404)]
    [InlineData("POST", "/../../../../../health/live", 405)]
    [InlineData("GET", "/../../../../../health/live", 200)]
    [InlineData("GET", "/../../../../../health/ready", 200)]
    public async Task Every_answer_has_a_correlation_id(string verb, string path, int status)
    {
        var session = await TenantSession.NewAsync(_server);
        var first = (await session.SendAsync(verb, path)).Is((HttpStatusCode)status);
        var second = await session.SendAsync(verb, path);
        Assert.NotEmpty(first.Header(Header)!);
        Assert.NotEqual(first.Header(Header), second.Header(Header));
        Assert.Equal("mine-1.2_3", (await session.SendAsync(verb, path, (string?)null, (Header, "mine-1.2_3"))).Header(Header));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("<script>")]
    [InlineData("a{0}b")]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public async Task Hostile_correlation_id_is_not_used(string sent)
    {
        var session = await TenantSession.NewAsync(_server);
        var answer = await session.SendAsync("GET", "/Users/nope", (string?)null, (Header, sent));
        Assert.Matches("^[0-9a-f]{22}$", answer.Header(Header));
    }

    [Fact]
    public async Task Refusal_is_logged_under_its_correlation_id()
    {
        var session = await TenantSession.NewAsync(_server);
        await session.SendAsync("GET", "/Users?count=x", (string?)null, (Header, "here"));
        Assert.Contains(_server.Logged, line => line.Contains("here", StringComparison.Ordinal) && line.Contains("400", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unexpected_failure_is_a_500_without_internals()
    {
        var session = await TenantSession.NewAsync(_server);
        _server.Failure = new InvalidOperationException("internals of ada@x.org");
        var answer = (await session.SendAsync("GET", "/Users", (string?)null, (Header, "here"))).IsError(500);
        Assert.Contains("here", answer.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("internals", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
        Assert.Contains(_server.Logged, line => line.StartsWith("Error", StringComparison.Ordinal)
            && line.Contains("here", StringComparison.Ordinal) && line.Contains(nameof(InvalidOperationException), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failing_store_is_a_503_to_be_repeated()
    {
        var session = await TenantSession.NewAsync(_server);
        _server.Failure = new StorageException("internals", outcomeUnknown: false);
        foreach (var (verb, path, body) in new (string, string, string?)[]
        {
            ("GET", "/Users", null), ("GET", "/Users/x", null), ("POST", "/Users", TenantSession.User("ada")),
            ("PUT", "/Users/x", TenantSession.User("ada")), ("DELETE", "/Users/x", null),
        })
        {
            var answer = (await session.SendAsync(verb, path, body)).IsError(503);
            Assert.Equal("5", answer.Header("Retry-After"));
            Assert.DoesNotContain("internals", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Failing_store_is_not_ready_but_live()
    {
        var session = await TenantSession.NewAsync(_server);
        _server.Failure = new StorageException("internals", outcomeUnknown: false);
        (await session.GetAsync("/../../../../../health/ready")).Is(HttpStatusCode.ServiceUnavailable);
        (await session.GetAsync("/../../../../../health/live")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Log_holds_no_token_and_no_personal_data()
    {
        string[] secrets = ["ada.secret", "ada.mail@x.org", "extern-secret", "Lovelace-secret", "gitlab-secret", "other.secret"];
        var session = await TenantSession.NewAsync(_server);
        var user = TenantSession.User(new JsonObject
        {
            ["userName"] = "ada.secret",
            ["externalId"] = "extern-secret",
            ["displayName"] = "Lovelace-secret",
            ["emails"] = new JsonArray(new JsonObject { ["value"] = "ada.mail@x.org" }),
        });
        var mapped = TenantSession.User(new JsonObject { ["userName"] = "other.secret", ["id"] = "gitlab-secret", ["externalId"] = "gitlab-secret" });
        var id = (await session.SendAsync("POST", "/Users", user)).Is(HttpStatusCode.Created).Id;
        (await session.SendAsync("POST", "/Users", mapped)).Is(HttpStatusCode.Created);
        await UseAsync(session, id, user, mapped, secrets);
        _server.Failure = new InvalidOperationException(string.Join(' ', secrets));
        await UseAsync(session, id, user, mapped, secrets);
        _server.Failure = new StorageException(string.Join(' ', secrets), outcomeUnknown: true, new InvalidOperationException(string.Join(' ', secrets)));
        await UseAsync(session, id, user, mapped, secrets);

        var log = string.Join('\n', _server.Logged);
        Assert.Contains("Error", log, StringComparison.Ordinal);
        Assert.All([.. secrets, session.Tenant.Token], secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task UseAsync(TenantSession session, string id, string user, string mapped, string[] secrets)
    {
        foreach (var body in (string[])[user, mapped, user.Replace('}', '{'), user.Replace("secret\"", "\\ud800\"", StringComparison.Ordinal)])
        {
            await session.SendAsync("POST", "/Users", body);
            await session.SendAsync("PUT", "/Users/" + id, body);
            await session.SendAsync("PATCH", "/Users/gitlab-secret", body);
        }

        foreach (var secret in secrets)
        {
            foreach (var query in (string[])[$"userName eq \"{secret}\"", $"emails[value eq \"{secret}\"", $"userName eq {secret}", $"\"{secret}\" pr", $"id eq \"{secret}\" and"])
            {
                await session.GetAsync("/Users?filter=" + Uri.EscapeDataString(query));
            }

            await session.GetAsync($"/Users/{secret}/{secret}?startIndex={secret}");
            await session.GetAsync($"/Users?sortOrder={secret}&sortBy=userName");
            await session.GetAsync("/Users/" + secret);
            await session.PatchAsync(id, $$"""[{"op":"replace","path":"userName","value":"{{secret}}"},{"op":"replace","path":"externalId","value":"{{secret}}"}]""");
            await session.PatchAsync(id, $$"""[{"op":"replace","path":"emails[value eq \"{{secret}}\"].primary","value":"{{secret}}"}]""");
            await session.PatchAsync(id, $$"""[{"op":"{{secret}}","path":"active","value":"{{secret}}"}]""");
            await session.PatchAsync(id, $$"""[{"op":"replace","path":"active","value":"{{secret}}"}]""");
        }

        await session.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer x" + session.Tenant.Token));
        await session.SendAsync("GET", "/Users", (string?)null, ("If-Match", secrets[0]), ("User-Agent", secrets[1]));
    }
}
