using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management;

/// <summary>A new tenant group, its users and its administrator.</summary>
internal sealed class ManagementSession(InProcessServer server, TenantSession users)
{
    public TenantSession Users => users;

    public string Path => users.Tenant.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ManagementSession> NewAsync(InProcessServer server) => new(server, await TenantSession.NewAsync(server));

    /// <summary>A request to a path below the tenant group.</summary>
    public Task<Answer> SendAsync(string method, string path, string? body = null, string? ifMatch = null) =>
        SendRootAsync(method, $"/api/groups/{Path}{path}", body, ifMatch);

    /// <summary>A request to any path, with the admin key, or with <paramref name="key"/>; with neither where that is empty.</summary>
    public async Task<Answer> SendRootAsync(string method, string path, string? body = null, string? ifMatch = null, string? key = null)
    {
        var tenantUrl = users.Tenant.BaseUri.AbsoluteUri;
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), tenantUrl[..tenantUrl.IndexOf("/api/", StringComparison.Ordinal)] + path);
        if ((key ??= await server.AdminKeyAsync()).Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Client.SendAsync(request, Cancellation);
        return new Answer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>That this is the problem of that status, and names that field.</summary>
    public static JsonObject IsProblem(Answer answer, HttpStatusCode status, string? field = null)
    {
        answer.Is(status);
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Equal((int)status, (int)answer.Json["status"]!);
        Assert.NotEmpty((string)answer.Json["detail"]!);
        Assert.Equal(answer.Header("X-Correlation-Id"), (string?)answer.Json["correlationId"]);
        Assert.Equal(field, (string?)answer.Json["field"]);
        return answer.Json;
    }
}
