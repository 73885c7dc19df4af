using System.Security.Cryptography;
using ScimFunctions.Directory.TenantGroups;

namespace ScimFunctions.Tokens;

/// <summary>
/// Makes, rotates and revokes tokens. A vault has no conditional write, so a change adds a version to the tenant group's
/// secret and then replaces the group's row, which names the version that counts, if the row is unchanged: that is the
/// commit. Whoever loses the race reads again, so two rotations at once lose no token and bring none back.
/// Every method throws <see cref="Storage.StorageException"/> or <see cref="TokenVaultException"/> in an outage.
/// </summary>
public sealed class TokenAdministration(TenantGroupRegistry groups, ITokenVault vault, TokenRules rules, TimeProvider time)
{
    private const int Attempts = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);

    /// <summary>What the deployment asks of tenant groups.</summary>
    public TokenRules Rules => rules;

    /// <summary>The tokens of a tenant group, expired ones too; null if there is no such group.</summary>
    public async Task<IReadOnlyList<StoredToken>?> ListAsync(string groupPath, CancellationToken cancellation) =>
        await groups.FindAsync(groupPath, cancellation) is { } stored ? (await ReadAsync(stored.Group, cancellation)).Tokens : null;

    /// <summary>Makes a token beside those there are: <see cref="TokenMade"/> or <see cref="TokenUnchanged"/>.</summary>
    public Task<TokenOutcome> CreateAsync(string groupPath, TokenRequest request, CancellationToken cancellation) =>
        MakeAsync(groupPath, request, (tokens, _) => tokens, cancellation);

    /// <summary>Makes a token that takes the place of another, or of all: <see cref="TokenMade"/> or <see cref="TokenUnchanged"/>.</summary>
    /// <param name="groupPath">The path of the tenant group.</param>
    /// <param name="replaced">The id of the token to end; null ends all others.</param>
    /// <param name="request">What the new token is to be.</param>
    /// <param name="overlap">For how long the old tokens stay valid; zero ends them at once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<TokenOutcome> RotateAsync(
        string groupPath, string? replaced, TokenRequest request, TimeSpan overlap, CancellationToken cancellation) =>
        overlap < TimeSpan.Zero || overlap > TokenRequest.Longest
            ? Task.FromResult<TokenOutcome>(new TokenUnchanged(TokenProblem.Invalid, $"The overlap is between 0 and {TokenRequest.Longest.Days} days."))
            : MakeAsync(groupPath, request, (tokens, now) => End(tokens, replaced, now, overlap), cancellation);

    /// <summary>Ends one token: <see cref="TokenRevoked"/> or <see cref="TokenUnchanged"/>.</summary>
    public Task<TokenOutcome> RevokeAsync(string groupPath, string tokenId, CancellationToken cancellation)
    {
        var tried = false;
        return ChangeAsync(groupPath, async (group, ct) =>
        {
            var set = await ReadAsync(group, ct);
            if (set.Tokens.All(token => !token.Has(tokenId)))
            {
                // Gone after an attempt of ours means that its answer was lost, or that another revoked it: it is done.
                return (null, tried ? new TokenRevoked() : NoToken());
            }

            tried = true;
            return (await WriteAsync(group, [.. set.Tokens.Where(token => !token.Has(tokenId))], ct), new TokenRevoked());
        }, cancellation);
    }

    /// <summary>Ends all tokens of a tenant group, and does so while the vault is unavailable too:
    /// <see cref="TokenRevoked"/> or <see cref="TokenUnchanged"/>.</summary>
    public Task<TokenOutcome> RevokeAllAsync(string groupPath, CancellationToken cancellation) =>
        ChangeAsync(
            groupPath,
            (group, _) => Task.FromResult<(TenantGroup?, TokenOutcome)>((group with { TokensVersion = null }, new TokenRevoked())),
            cancellation);

    /// <summary>Why a tenant group may not be given such a token; null where it may.</summary>
    public TokenUnchanged? Refusal(TenantGroup group, TokenRequest request) => request.Problem switch
    {
        { } problem => new TokenUnchanged(TokenProblem.Invalid, problem),
        null when rules.RequireSso && group.Sso is null => new TokenUnchanged(
            TokenProblem.NoSso,
            "The group has no SAML SSO, without which no token can be made. Configure it at api/groups/{group}/sso, or set Tokens:RequireSso to false."),
        null when group.TokenMaxLifetimeDays is { } days && !(request.Lifetime <= TimeSpan.FromDays(days)) => new TokenUnchanged(
            TokenProblem.TooLong, $"The group's setting tokenMaxLifetimeDays lets a token be valid for at most {days} days: give a lifetime within that."),
        _ => null,
    };

    /// <summary>Empties the secret of a tenant group's tokens, which stays as a name: vaults keep those.</summary>
    /// <param name="groupId">The id of the tenant group, which is being removed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task EmptyAsync(string groupId, CancellationToken cancellation) =>
        await vault.SetAsync(TokenSet.SecretName(groupId), TokenSet.Empty.ToJson(), cancellation);

    /// <summary>The first token of a tenant group that is not stored yet, and the group as it is to be stored.</summary>
    internal async Task<(TenantGroup Group, TokenMade Made)> PrepareAsync(
        TenantGroup group, TokenRequest request, CancellationToken cancellation)
    {
        var made = New(group, request, TokenFormat.Bearer.Create(), NewId());
        return (await WriteAsync(group, [made.Stored], cancellation), made);
    }

    private Task<TokenOutcome> MakeAsync(
        string groupPath,
        TokenRequest request,
        Func<IReadOnlyList<StoredToken>, DateTimeOffset, IReadOnlyList<StoredToken>?> endOthers,
        CancellationToken cancellation)
    {
        var (token, id) = (TokenFormat.Bearer.Create(), NewId());
        return ChangeAsync(groupPath, async (group, ct) =>
        {
            if (Refusal(group, request) is { } refusal)
            {
                return (null, refusal);
            }

            var made = New(group, request, token, id);
            var set = await ReadAsync(group, ct);
            if (set.Tokens.FirstOrDefault(stored => stored.Has(id)) is { } already)
            {
                // An earlier attempt was committed though its answer was lost.
                return (null, made with { Stored = already });
            }

            var now = time.GetUtcNow();
            var others = endOthers([.. set.Tokens.Where(stored => !stored.IsExpired(now))], now);
            return others switch
            {
                null => (null, NoToken()),
                { Count: >= TokenSet.Most } => (null, new TokenUnchanged(
                    TokenProblem.TooMany, $"The group has {TokenSet.Most} tokens, which is the most it may have: revoke or replace one first.")),
                _ => (await WriteAsync(group, [.. others, made.Stored], ct), made),
            };
        }, cancellation);
    }

    private async Task<TokenOutcome> ChangeAsync(
        string groupPath,
        Func<TenantGroup, CancellationToken, Task<(TenantGroup? Changed, TokenOutcome Outcome)>> decide,
        CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(FirstPause * (1 << attempt) * Random.Shared.NextDouble(), time, cancellation);
            }

            if (await groups.FindAsync(groupPath, cancellation) is not { Group.Deleting: null } stored)
            {
                return new TokenUnchanged(TokenProblem.NoTenantGroup, "There is no group with this path.");
            }

            var (changed, outcome) = await decide(stored.Group, cancellation);
            if (changed is null || await groups.ReplaceAsync(changed, stored.ETag, cancellation) is TenantGroupSaved)
            {
                return outcome;
            }
        }

        return new TokenUnchanged(TokenProblem.Contended, "Others are changing this group at the same time: try again.");
    }

    private static IReadOnlyList<StoredToken>? End(
        IReadOnlyList<StoredToken> tokens, string? id, DateTimeOffset now, TimeSpan overlap)
    {
        if (id is not null && tokens.All(token => !token.Has(id)))
        {
            return null;
        }

        var end = now + overlap;
        return [.. from token in tokens
                   let ends = id is null || token.Has(id)
                   where !ends || overlap > TimeSpan.Zero
                   select !ends || token.Expires <= end ? token : token with { Expires = end }];
    }

    private async Task<TokenSet> ReadAsync(TenantGroup group, CancellationToken cancellation) =>
        group.TokensVersion is { } version
            ? TokenSet.Parse(await vault.GetAsync(TokenSet.SecretName(group.Id), version, cancellation))
            : TokenSet.Empty;

    private async Task<TenantGroup> WriteAsync(TenantGroup group, IReadOnlyList<StoredToken> tokens, CancellationToken cancellation)
    {
        var version = await vault.SetAsync(TokenSet.SecretName(group.Id), new TokenSet(tokens).ToJson(), cancellation);
        return group with { TokensVersion = version };
    }

    private TokenMade New(TenantGroup group, TokenRequest request, PlainToken token, string id)
    {
        var now = time.GetUtcNow();
        return new(token, new()
        {
            Id = id,
            Name = request.Name,
            Hash = TokenHash.Of(group.Id, token),
            Scope = request.Scope,
            Created = now,
            Expires = now + request.Lifetime,
            LastFour = token.LastFour,
            CreatedBy = request.CreatedBy,
            UserId = request.UserId,
        });
    }

    private static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    private static TokenUnchanged NoToken() => new(TokenProblem.NoToken, "The group has no token with this id.");
}
