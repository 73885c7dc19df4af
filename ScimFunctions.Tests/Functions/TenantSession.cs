using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>A new tenant group, and what a client asks of it.</summary>
internal sealed class TenantSession(HttpClient client, ScimTenant tenant, ITable table)
{
    public const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";

    public ScimTenant Tenant => tenant;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TenantSession> NewAsync(InProcessServer server, string path = "acme") =>
        new(server.Client, await server.NewTenantAsync(TenantPath.Unique(path)), server.Table);

    public static string User(JsonObject attributes)
    {
        attributes["schemas"] = new JsonArray(UserSchema);
        return attributes.ToJsonString();
    }

    public static string User(string userName, string? externalId = null)
    {
        var user = new JsonObject { ["userName"] = userName };
        if (externalId is not null)
        {
            user["externalId"] = externalId;
        }

        return User(user);
    }

    public static string Patch(string operations) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":{{operations}}}""";

    public Task<Answer> CreateAsync(string userName, string? externalId = null) => SendAsync("POST", "/Users", User(userName, externalId));

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path);

    public Task<Answer> PatchAsync(string id, string operations) => SendAsync("PATCH", "/Users/" + id, Patch(operations));

    public Task<Answer> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/scim+json"), headers);

    public async Task<Answer> SendAsync(string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = tenant.Request(HttpMethod.Parse(method), path);
        request.Content = content;
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, Cancellation);
        return new Answer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(Cancellation));
    }

    public async Task<string[]> FindAsync(string attribute, string value)
    {
        var filter = $"{attribute} eq \"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
        var list = (await GetAsync("/Users?filter=" + Uri.EscapeDataString(filter))).Is(System.Net.HttpStatusCode.OK);
        return [.. list.Json["Resources"]!.AsArray().Select(user => (string)user!["id"]!)];
    }

    /// <summary>The row of the tenant group's partition with that key.</summary>
    public async Task<Row?> RowAsync(string key) => await table.FindAsync(await PartitionAsync(), key, Cancellation);

    /// <summary>All rows of the partition, each as its key and version.</summary>
    public async Task<string> DumpAsync()
    {
        var page = await table.ReadAsync(await PartitionAsync(), new RowRange("!", "~", 1000), Cancellation);
        Assert.False(page.More);
        return string.Join('\n', page.Rows.Where(IsNoRequest).Select(row => $"{row.Key} {row.ETag}"));
    }

    /// <summary>All rows of the partition, each as its key, columns and document.</summary>
    public async Task<string[]> RowsAsync()
    {
        var page = await table.ReadAsync(await PartitionAsync(), new RowRange("!", "~", 1000), Cancellation);
        Assert.False(page.More);
        return [.. page.Rows.Where(IsNoRequest).Select(row => $"{row.Key} {Encoding.UTF8.GetString(row.Columns.Encoded.Span)} {Encoding.UTF8.GetString(row.Document.Span)}")];
    }

    // What was refused is logged some seconds later.
    private static bool IsNoRequest(Row row) => !row.Key.StartsWith("r:", StringComparison.Ordinal);

    private async Task<string> PartitionAsync() =>
        (await new TenantGroupRegistry(table, TimeProvider.System).FindAsync(tenant.Path, Cancellation))!.Group.Id;
}
