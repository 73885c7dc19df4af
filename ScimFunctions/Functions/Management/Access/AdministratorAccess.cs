using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Entra;

namespace ScimFunctions.Functions.Management.Access;

/// <summary>
/// Lets administrators in, and nobody else: the holder of the admin key and, where that is configured, those to whom Entra ID
/// gave the app role. Who fails too often is not looked at for a while.
/// </summary>
public sealed partial class AdministratorAccess(
    AdminKey adminKey, FailedAttempts failures, ClientAddress address, ILogger<AdministratorAccess> logger, EntraTokens? entra = null)
{
    private const int LongestHeader = EntraTokens.Longest + 16;

    /// <summary>Who sent the request.</summary>
    /// <exception cref="ProblemException">401: it has no key, or one that does not let in; 429: too many did not.</exception>
    public async ValueTask<Administrator> AdmitAsync(HttpRequest request, CancellationToken cancellation)
    {
        var source = address.Of(request);
        if (failures.RetryAfterSeconds(source) is { } seconds)
        {
            throw TooOften(seconds).ToException();
        }

        if (await FindAsync(BearerHeader.Token(request.Headers.Authorization, LongestHeader).ToString(), cancellation) is { } administrator)
        {
            return administrator;
        }

        if (failures.Add(source))
        {
            Throttled();
        }

        throw Problem.Unauthorized.ToException();
    }

    private async ValueTask<Administrator?> FindAsync(string token, CancellationToken cancellation)
    {
        if (entra is not null && EntraTokens.IsWellFormed(token))
        {
            return await entra.ValidateAsync(token, cancellation) is { } id ? new Administrator("Entra ID " + id[..Math.Min(id.Length, 64)]) : null;
        }

        return token.Length <= BearerHeader.Longest && await adminKey.VerifyAsync(token, cancellation) ? Administrator.AdminKey : null;
    }

    private static Problem TooOften(int seconds) => new(
        StatusCodes.Status429TooManyRequests, "Too many attempts have failed",
        "Too many requests with a missing or wrong admin key came from this address. Wait, then send the right one.")
    { RetryAfterSeconds = seconds };

    // Without the address, which is personal data.
    [LoggerMessage(1, LogLevel.Warning, "Too many management requests of one source came without a valid key: it is refused for up to a minute")]
    private partial void Throttled();
}
