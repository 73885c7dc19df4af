using System.Buffers;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions.Requests;

/// <summary>
/// The URL that clients reach a tenant group by: from configuration where it is set, else from the forwarded headers
/// where a Functions host is in front (nobody else's are believed), else from Host.
/// </summary>
/// <param name="configured">The configured public base URL without a final slash, or null.</param>
/// <param name="behindHost">Whether a Functions host is in front.</param>
public sealed class PublicUrl(string? configured, bool behindHost)
{
    private static readonly SearchValues<char> InHost =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:[]");

    /// <summary>The Tenant URL of a group, without a final slash.</summary>
    /// <exception cref="ScimException">400 where the request's host is not one.</exception>
    public string OfGroup(HttpRequest request, string path)
    {
        var (scheme, host) = Base(request);
        return string.Concat(scheme, host, "/api/scim/v2/groups/", path);
    }

    /// <summary>The base of all URLs, without a final slash.</summary>
    /// <exception cref="ScimException">400 where the request's host is not one.</exception>
    public string Of(HttpRequest request)
    {
        var (scheme, host) = Base(request);
        return scheme + host;
    }

    private (string Scheme, string Host) Base(HttpRequest request)
    {
        if (configured is not null)
        {
            return ("", configured);
        }

        var host = request.Host.Value;
        var https = request.IsHttps;
        if (behindHost && request.Headers["X-Forwarded-Host"] is [{ Length: > 0 } forwarded])
        {
            host = forwarded;
            https = request.Headers["X-Forwarded-Proto"] is [{ } scheme] && scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
        }

        return string.IsNullOrEmpty(host) || host.AsSpan().ContainsAnyExcept(InHost)
            ? throw new ScimException(ScimError.InvalidSyntax("The Host header is not a host name with an optional port."))
            : (https ? "https://" : "http://", host);
    }
}
