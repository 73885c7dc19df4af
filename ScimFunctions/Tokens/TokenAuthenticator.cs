using ScimFunctions.Directory.Caching;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Tokens;

/// <summary>
/// Says who sent a request. Keeps a tenant group's row for at most 60 s and a version of its secret for as long as there is
/// room, so that there is no steady load on the vault; a check from memory is synchronous and allocates nothing.
/// </summary>
public sealed partial class TokenAuthenticator(
    TenantGroupRegistry groups, ITokenVault vault, TimeProvider time, ILogger<TokenAuthenticator> log)
{
    /// <summary>How long a revoked token may still be honoured, and an outage of the table goes unnoticed.</summary>
    public static readonly TimeSpan LongestAge = TenantGroupDeletion.LongestKept;

    /// <summary>How old a row must be to be read again for a token that matches none: the bound on what guessing can cost.</summary>
    public static readonly TimeSpan RereadAge = TimeSpan.FromSeconds(2);

    private const int Capacity = 10_000;
    private const int RetryAfterSeconds = 5;

    private readonly BoundedCache<string, CachedGroup> _groups = new(Capacity, StringComparer.OrdinalIgnoreCase, time);
    private readonly BoundedCache<(string Name, string Version), TokenSet> _sets =
        new(Capacity, EqualityComparer<(string, string)>.Default, time);
    private readonly GroupTokens _nobody = GroupTokens.Unknown(0);

    /// <summary>
    /// Checks the token of a request: <see cref="Granted"/> or <see cref="Refused"/>. A malformed token is refused without a
    /// look-up; a well-formed one takes the same way whether the group exists or not.
    /// Throws <see cref="ScimException"/> (503) where what is needed to know cannot be read.
    /// </summary>
    /// <param name="groupPath">The path of the tenant group, as the URL has it.</param>
    /// <param name="authorizationHeader">The value of the <c>Authorization</c> header, null without one.</param>
    /// <param name="cancellation">Ends this caller's wait; others who wait for the same read go on.</param>
    public ValueTask<Authentication> AuthenticateAsync(
        string groupPath, string? authorizationHeader, CancellationToken cancellation)
    {
        var token = BearerHeader.Token(authorizationHeader);
        if (!TokenFormat.Bearer.IsWellFormed(token))
        {
            return new(Refused.Instance);
        }

        if (_groups.Find(groupPath)?.Tokens is { } known && Age(known) <= LongestAge)
        {
            if (known.Match(token, time) is { } granted)
            {
                return new(granted);
            }

            if (Age(known) <= RereadAge)
            {
                return new(Refused.Instance);
            }
        }

        return new(ReadAndMatchAsync(groupPath, authorizationHeader, cancellation));
    }

    /// <summary>The tenant group of a path that a request was refused at, as far as this process knows it, without a look-up.</summary>
    public TenantGroup? Known(string groupPath) => _groups.Find(groupPath)?.Tokens?.Stored?.Group;

    /// <summary>Forgets a tenant group that this process has changed, so that the next request reads it.</summary>
    public void Forget(string groupPath) => _groups.Remove(groupPath);

    /// <summary>Forgets a tenant group that this process has changed, by all of the paths that it answers to.</summary>
    public void Forget(TenantGroup group)
    {
        Forget(group.Path);
        foreach (var previous in group.PreviousPaths ?? [])
        {
            Forget(previous.Path);
        }
    }

    private async Task<Authentication> ReadAndMatchAsync(string groupPath, string? header, CancellationToken cancellation)
    {
        if (!TenantGroupPath.IsValid(groupPath))
        {
            return Match(_nobody, header);
        }

        var cached = _groups.Find(groupPath) ?? _groups.Add(groupPath, new CachedGroup(time));
        var tokens = await ReadAsync(cached, groupPath, cancellation);
        var answer = Match(tokens, header);
        if (answer is Refused && Age(tokens) > RereadAge)
        {
            // The read that we joined had begun before the token was made, perhaps.
            answer = Match(await ReadAsync(cached, groupPath, cancellation), header);
        }

        return answer;
    }

    private Authentication Match(GroupTokens tokens, string? header) =>
        (Authentication?)tokens.Match(BearerHeader.Token(header), time) ?? Refused.Instance;

    private async Task<GroupTokens> ReadAsync(CachedGroup cached, string groupPath, CancellationToken cancellation)
    {
        try
        {
            return await cached.ReadAsync((before, limit) => ReadAsync(groupPath, before, limit), cancellation);
        }
        catch (Exception failure) when (failure is StorageException or TokenVaultException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogUnavailable(log, Failure.Describe(failure));
            throw new ScimException(ScimError.Unavailable(
                "The server cannot check tokens at the moment. Repeat the request later.", RetryAfterSeconds));
        }
    }

    private async Task<GroupTokens> ReadAsync(string groupPath, GroupTokens? before, CancellationToken cancellation)
    {
        var readAt = time.GetTimestamp();
        return await groups.FindAsync(groupPath, before?.Stored, cancellation) switch
        {
            null or { Group.Deleting: not null } => before is { Stored: null } ? before.ReadAgain(readAt) : GroupTokens.Unknown(readAt),
            var stored when before is not null && string.Equals(stored.ETag, before.ETag, StringComparison.Ordinal) => before.ReadAgain(readAt),
            var stored => GroupTokens.Of(stored, await TokensAsync(stored.Group, cancellation), readAt),
        };
    }

    private async ValueTask<TokenSet> TokensAsync(TenantGroup group, CancellationToken cancellation)
    {
        if (group.TokensVersion is not { } version)
        {
            return TokenSet.Empty;
        }

        var secret = (Name: TokenSet.SecretName(group.Id), version);
        return _sets.Find(secret)
            ?? _sets.Add(secret, TokenSet.Parse(await vault.GetAsync(secret.Name, version, cancellation)));
    }

    private TimeSpan Age(GroupTokens tokens) => time.GetElapsedTime(tokens.ReadAt);

    [LoggerMessage(1, LogLevel.Warning, "Tokens cannot be checked: the table or the token vault is unavailable: {Failure}")]
    private static partial void LogUnavailable(ILogger log, string failure);
}
