using System.Net.Http.Headers;
using System.Text;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Transfer;

/// <summary>A tenant group that is exported and imported into over HTTP.</summary>
internal sealed class TransferSession(InProcessServer server, TenantSession users)
{
    public TenantSession Users => users;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TransferSession> NewAsync(InProcessServer server) => new(server, await TenantSession.NewAsync(server));

    /// <summary>One with users, a deleted one, nested groups and members.</summary>
    public static async Task<TransferSession> FilledAsync(InProcessServer server)
    {
        var session = await NewAsync(server);
        var ids = new List<string>();
        foreach (var name in (string[])["ada", "bo", "cy"])
        {
            ids.Add((await session.Users.CreateAsync(name, "uid-" + name)).Id);
        }

        await session.Users.SendAsync("DELETE", "/Users/" + ids[2]);
        var child = (await session.GroupAsync("Child", ids[0], ids[1])).Id;
        await session.GroupAsync("Parent", child);
        return session;
    }

    public Task<Answer> ExportAsync(string? body = null, string? key = null) =>
        SendAsync("/export", body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), key);

    public Task<Answer> ImportAsync(string lines, string type = "application/jsonl", string? key = null) =>
        ImportAsync(Encoding.UTF8.GetBytes(lines), type, key);

    public Task<Answer> ImportAsync(byte[] lines, string type = "application/jsonl", string? key = null, string? encoding = null)
    {
        var content = new ByteArrayContent(lines) { Headers = { ContentType = new(type) } };
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return SendAsync("/import", content, key);
    }

    /// <summary>The lines of an export, but for the time in the head.</summary>
    public async Task<string[]> LinesAsync()
    {
        var lines = (await ExportAsync()).Is(System.Net.HttpStatusCode.OK).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines[1..];
    }

    private async Task<Answer> GroupAsync(string name, params string[] members) => await users.SendAsync("POST", "/Groups",
        $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{{name}}","members":[{{string.Join(',', members.Select(id => $$"""{"value":"{{id}}"}"""))}}]}""");

    private async Task<Answer> SendAsync(string path, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Root}/api/groups/{users.Tenant.Path}{path}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? await server.AdminKeyAsync());
        using var response = await server.Client.SendAsync(request, Cancellation);
        return new Answer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
