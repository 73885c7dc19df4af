using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Functions;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Observation;

/// <summary>What leaves the process by telemetry names nobody: all labels in memory and all bytes sent are searched.</summary>
[Collection(nameof(TelemetryServer))]
public sealed class PersonalDataTests : IAsyncLifetime
{
    private static readonly string[] Secrets = ["ada.secret", "ada.mail@x.org", "extern-secret", "Lovelace-secret", "chosen-secret"];

    private readonly TelemetryServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Telemetry_holds_no_personal_data()
    {
        var session = await TenantSession.NewAsync(_server, "secretive-tenant");
        var id = (await session.SendAsync("POST", "/Users", Ada())).Is(HttpStatusCode.Created).Id;
        await UseAsync(session, id);
        _server.Failure = new StorageException(string.Join(' ', Secrets), outcomeUnknown: true, new InvalidOperationException(string.Join(' ', Secrets)));
        await UseAsync(session, id);
        _server.Failure = new InvalidOperationException(string.Join(' ', Secrets));
        await UseAsync(session, id);

        var exported = _server.Exported();
        Assert.Contains("/api/scim/v2/groups/{group}/Users/{id}", exported, StringComparison.Ordinal);
        Assert.Contains("uniqueness", exported, StringComparison.Ordinal);
        Assert.All(
            [.. Secrets, id, session.Tenant.Path, "secretive-tenant", session.Tenant.Token, session.Tenant.Token[7..]],
            secret => Assert.DoesNotContain(secret, exported, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Exported_log_holds_an_exception_s_type_in_place_of_its_message()
    {
        _server.Service<ILoggerFactory>().CreateLogger("Library").LogErrorOf(new InvalidOperationException("of ada.secret"));
        var sent = _server.SentLogs();
        Assert.Contains("It broke", sent, StringComparison.Ordinal);
        Assert.Contains(typeof(InvalidOperationException).FullName!, sent, StringComparison.Ordinal);
        Assert.DoesNotContain("ada.secret", sent, StringComparison.Ordinal);
    }

    private static string Ada() => TenantSession.User(new JsonObject
    {
        ["userName"] = "ada.secret",
        ["externalId"] = "extern-secret",
        ["displayName"] = "Lovelace-secret",
        ["emails"] = new JsonArray(new JsonObject { ["value"] = "ada.mail@x.org" }),
    });

    private static async Task UseAsync(TenantSession session, string id)
    {
        await session.SendAsync("POST", "/Users", Ada());
        await session.SendAsync("PUT", "/Users/" + id, Ada());
        foreach (var secret in Secrets)
        {
            await session.GetAsync("/Users/" + secret);
            await session.GetAsync($"/{secret}/{secret}?x={secret}");
            await session.GetAsync("/Users?filter=" + Uri.EscapeDataString($"userName eq \"{secret}\""));
            await session.GetAsync("/Users?filter=" + Uri.EscapeDataString($"{secret} eq"));
            await session.PatchAsync(id, $$"""[{"op":"replace","path":"userName","value":"{{secret}}"}]""");
            await session.PatchAsync(id, $$"""[{"op":"replace","path":"active","value":"{{secret}}"}]""");
            await session.SendAsync("GET", "/Users", (string?)null, ("tracestate", $"a={secret}"), ("baggage", $"a={secret}"), ("X-Correlation-Id", secret + "!"), ("User-Agent", secret));
        }

        await session.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer " + session.Tenant.Token + "x"));
    }
}
