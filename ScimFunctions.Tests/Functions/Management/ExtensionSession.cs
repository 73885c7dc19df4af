using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management;

/// <summary>A new tenant group, its users and its administrator.</summary>
internal sealed class ExtensionSession(InProcessServer server, TenantSession users)
{
    public const string Urn = "urn:example:acme:hr:2.0:User";

    /// <summary>A definition with one attribute of each kind that tests are about.</summary>
    public const string Badge = $$"""
        {
          "id": "{{Urn}}", "name": "Acme HR", "description": "What HR keeps",
          "attributes": [
            { "name": "badge", "type": "string", "uniqueness": "server" },
            { "name": "colour", "type": "string", "canonicalValues": ["red", "green"] },
            { "name": "hired", "type": "dateTime", "mutability": "immutable" },
            { "name": "level", "type": "integer" },
            { "name": "pin", "type": "string", "mutability": "writeOnly" },
            { "name": "notes", "type": "string", "returned": "request" },
            { "name": "secret", "type": "string", "returned": "never" },
            { "name": "score", "type": "decimal", "mutability": "readOnly" },
            { "name": "buddy", "type": "reference", "referenceTypes": ["User"] },
            { "name": "desks", "type": "complex", "multiValued": true, "subAttributes": [
              { "name": "value", "type": "string", "required": true }, { "name": "type", "type": "string" } ] }
          ]
        }
        """;

    public TenantSession Users => users;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ExtensionSession> NewAsync(InProcessServer server, bool registered = true)
    {
        var session = new ExtensionSession(server, await TenantSession.NewAsync(server));
        if (registered)
        {
            (await session.PutAsync(Urn, Badge)).Is(HttpStatusCode.Created);
        }

        return session;
    }

    public Task<Answer> PutAsync(string urn, string schema, bool required = false, string resourceType = "User") =>
        SendAsync("PUT", "/" + urn, $$"""{"resourceType":"{{resourceType}}","required":{{(required ? "true" : "false")}},"schema":{{schema}}}""");

    public async Task<Answer> SendAsync(string method, string path, string? body = null, string? key = null, string? group = null)
    {
        var tenantUrl = users.Tenant.BaseUri.AbsoluteUri;
        var url = $"{tenantUrl[..tenantUrl.IndexOf("/api/", StringComparison.Ordinal)]}/api/groups/{group ?? users.Tenant.Path}/schemas{path}";
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), url);
        if ((key ??= await server.AdminKeyAsync()).Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Client.SendAsync(request, Cancellation);
        return new Answer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Makes a user with values of the extension.</summary>
    public Task<Answer> CreateAsync(string userName, string values) =>
        users.SendAsync("POST", "/Users", User(userName, values));

    public static string User(string userName, string values) => TenantSession.User(new JsonObject
    {
        ["userName"] = userName,
        [Urn] = JsonNode.Parse(values),
    });
}
