using System.Net;
using System.Text.Json;

namespace ScimFunctions.Tests.Hosting;

/// <summary>What tests ask a tenant group for again and again.</summary>
public static class ScimTenantRequests
{
    public static async Task<(HttpStatusCode Status, string Body)> SendAsync(
        this HttpClient client, ScimTenant tenant, HttpMethod method, string path, string? body, CancellationToken cancellation)
    {
        using var request = tenant.Request(method, path, body);
        using var response = await client.SendAsync(request, cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>The ids of the users that a filter <c>attribute eq "value"</c> finds.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(
        this HttpClient client, ScimTenant tenant, string attribute, string value, CancellationToken cancellation)
    {
        var filter = Uri.EscapeDataString($"{attribute} eq \"{value}\"");
        var (status, body) = await client.SendAsync(tenant, HttpMethod.Get, $"/Users?filter={filter}", null, cancellation);
        if (status is not HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{attribute} eq answered {(int)status}: {body}");
        }

        using var list = JsonDocument.Parse(body);
        return list.RootElement.TryGetProperty("Resources", out var resources)
            ? [.. resources.EnumerateArray().Select(user => user.GetProperty("id").GetString()!)]
            : [];
    }
}
