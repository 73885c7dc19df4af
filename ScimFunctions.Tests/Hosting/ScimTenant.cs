using System.Net.Http.Headers;
using System.Text;

namespace ScimFunctions.Tests.Hosting;

/// <summary>A tenant group to test in: its path, its tenant URL without a slash at its end, and a token.</summary>
public sealed record ScimTenant(string Path, Uri BaseUri, string Token)
{
    /// <summary>A request to a path under the tenant URL, with the tenant's token.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(BaseUri.AbsoluteUri + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/scim+json");
        return request;
    }
}
