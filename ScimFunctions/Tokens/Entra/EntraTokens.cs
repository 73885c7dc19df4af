using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ScimFunctions.Tokens.Entra;

/// <summary>
/// Checks access tokens of Entra ID by Microsoft's own handler: signature by one of the issuer's keys, issuer, audience,
/// lifetime, and then the directory and the app role.
/// </summary>
public sealed class EntraTokens(EntraOptions options, EntraKeys keys, TimeProvider time)
{
    /// <summary>The most characters of a token.</summary>
    public const int Longest = 16 * 1024;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    // What identity providers sign by. Neither "none" nor a secret that both sides share, which a public key is not.
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    /// <summary>Whether it looks like a signed token, three parts between dots.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> token) => token.Length <= Longest && token.Count('.') == 2;

    /// <summary>The object id of the administrator or app that a token is of; null where it lets nobody in.
    /// Throws <see cref="TokenVaultException"/> where the issuer's keys are not known.</summary>
    public async Task<string?> ValidateAsync(string token, CancellationToken cancellation)
    {
        var known = await keys.GetAsync(cancellation);
        var result = await _handler.ValidateTokenAsync(token, Parameters(known));
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await keys.NewerAsync(known, cancellation) is { } newer)
        {
            result = await _handler.ValidateTokenAsync(token, Parameters(newer));
        }

        return result is { IsValid: true, SecurityToken: JsonWebToken valid } && IsAdministrator(valid) ? Subject(valid) : null;
    }

    private TokenValidationParameters Parameters(EntraKeySet known) => new()
    {
        ValidIssuer = known.Issuer,
        ValidAudiences = [options.ClientId, $"api://{options.ClientId}"],
        IssuerSigningKeys = known.Keys,
        ValidAlgorithms = Algorithms,
        LifetimeValidator = IsInTime,
    };

    private bool IsInTime(DateTime? begin, DateTime? end, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return end is { } last && now < last + Skew && (begin is not { } first || now >= first - Skew);
    }

    private bool IsAdministrator(JsonWebToken token) =>
        token.TryGetClaim("tid", out var tenant) && tenant.Value.Equals(options.TenantId, StringComparison.OrdinalIgnoreCase)
        && token.Claims.Any(claim => claim is { Type: "roles", Value: EntraOptions.Role });

    private static string Subject(JsonWebToken token) => token.TryGetClaim("oid", out var id) ? id.Value : token.Subject ?? "unknown";
}
