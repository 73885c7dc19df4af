using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>Nothing that a client sends makes a line of its own in the log.</summary>
public sealed class LogInjectionTests : IAsyncLifetime
{
    private const string Forged = "\r\n2026-01-31T08:30:00.000Z info: Forged[0] \u001b[31mforged\u2028\u0085";

    private readonly ObservedServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Forged_lines_stay_out_of_the_log()
    {
        var session = await TenantSession.NewAsync(_server);
        var text = System.Text.Json.JsonEncodedText.Encode(Forged).ToString();
        var escaped = Uri.EscapeDataString(Forged);
        var ada = await session.CreateAsync("ada");
        await session.SendAsync("POST", "/Users", $$"""{"schemas":["{{TenantSession.UserSchema}}"],"userName":"{{text}}","active":"{{text}}"}""");
        await session.SendAsync("POST", "/Users", $$"""{"schemas":["{{text}}"],"userName":"x","{{text}}":"{{text}}"}""");
        await session.SendAsync("POST", "/Users", $$"""{"schemas":["{{TenantSession.UserSchema}}"],"userName":"x","emails":[{"value":"x","primary":"{{text}}"}]}""");
        await session.PatchAsync(ada.Id, $$"""[{"op":"replace","path":"{{text}}","value":1}]""");
        await session.PatchAsync(ada.Id, $$"""[{"op":"{{text}}","path":"title","value":1}]""");
        await session.PatchAsync(ada.Id, $$"""[{"op":"replace","value":{"{{text}}":"x","active":"{{text}}"} }]""");
        foreach (var query in (string[])["filter=", "filter=title eq ", "sortBy=", "count=", "attributes=", "cursor="])
        {
            await session.GetAsync("/Users?" + query + escaped);
        }

        foreach (var path in (string[])["/Users/", "/Groups/", "/Schemas/", "/Nope/"])
        {
            await session.GetAsync(path + escaped);
        }

        await session.SendAsync("POST", "/Bulk", $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"{{text}}","path":"/Users"},{"method":"POST","path":"{{text}}","bulkId":"{{text}}"}]}
            """);
        await session.SendAsync("GET", "/Users/x", (string?)null, ("User-Agent", "forged\tforged"), ("X-Correlation-Id", "forged forged"));

        Assert.NotEmpty(_server.Logged);
        Assert.All(_server.Logged, line => Assert.DoesNotContain(line.TrimEnd(), character => char.IsControl(character)));
        Assert.All(_server.Logged, line => Assert.DoesNotContain('\u2028', line));
    }
}
