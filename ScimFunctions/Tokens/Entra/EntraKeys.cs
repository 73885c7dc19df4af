using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ScimFunctions.Directory.Caching;

namespace ScimFunctions.Tokens.Entra;

/// <summary>
/// The keys that Entra ID signs by (OpenID Connect Discovery 1.0 §4), kept for a day, and read again for a token whose key is
/// not among them, which is how keys roll over. In an outage those that are known go on counting.
/// </summary>
public sealed class EntraKeys(EntraOptions options, HttpClient http, TimeProvider time)
{
    /// <summary>For how long keys are kept.</summary>
    public static readonly TimeSpan LongestAge = TimeSpan.FromHours(24);

    /// <summary>How old they are before an unknown key makes them be read again: the bound on what made-up tokens can cost.</summary>
    public static readonly TimeSpan RereadAge = TimeSpan.FromMinutes(5);

    private readonly SingleFlight<EntraKeySet> _flight = new(time);
    private volatile EntraKeySet? _known;

    /// <summary>A client for metadata, with limits on time and size.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    /// <summary>The keys. Throws <see cref="TokenVaultException"/> where none are known and they cannot be read.</summary>
    internal async Task<EntraKeySet> GetAsync(CancellationToken cancellation) =>
        _known is { } known && time.GetElapsedTime(known.ReadAt) < LongestAge ? known : await ReadOrKeepAsync(cancellation);

    /// <summary>Newer keys than those, or null where it is too early to ask for them.</summary>
    internal async Task<EntraKeySet?> NewerAsync(EntraKeySet tried, CancellationToken cancellation)
    {
        if (time.GetElapsedTime(tried.ReadAt) < RereadAge)
        {
            return null;
        }

        return await ReadOrKeepAsync(cancellation) is { } read && !ReferenceEquals(read, tried) ? read : null;
    }

    private async Task<EntraKeySet> ReadOrKeepAsync(CancellationToken cancellation)
    {
        try
        {
            return await _flight.JoinAsync(async limit => _known = await ReadAsync(limit), cancellation);
        }
        catch (Exception failure) when (IsOutage(failure, cancellation))
        {
            return _known ?? throw new TokenVaultException("The keys of the issuer of administrators' tokens cannot be read.", failure);
        }
    }

    private async Task<EntraKeySet> ReadAsync(CancellationToken cancellation)
    {
        var readAt = time.GetTimestamp();
        using var metadata = JsonDocument.Parse(await http.GetByteArrayAsync(
            new Uri(options.Authority.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration"), cancellation));
        var issuer = metadata.RootElement.GetProperty("issuer").GetString()!;
        var keysAt = new Uri(metadata.RootElement.GetProperty("jwks_uri").GetString()!);
        if (keysAt.Scheme != Uri.UriSchemeHttps && !options.Authority.IsLoopback)
        {
            throw new InvalidOperationException("The issuer's keys are not at an https:// address.");
        }

        var keys = new JsonWebKeySet(await http.GetStringAsync(keysAt, cancellation));
        return new EntraKeySet(issuer, keys.GetSigningKeys(), readAt);
    }

    private static bool IsOutage(Exception failure, CancellationToken cancellation) =>
        failure is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException or ArgumentException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);
}
