using System.Security.Cryptography;
using ScimFunctions.Directory.TenantGroups;

namespace ScimFunctions.Tokens;

/// <summary>
/// The tokens of one tenant group, as its row and the vault gave them. One of an unknown group has a dummy token that nothing
/// matches, so that refusing it costs the same.
/// </summary>
internal sealed class GroupTokens
{
    private readonly string _ownerId;
    private readonly Candidate[] _candidates;

    private GroupTokens(string ownerId, StoredTenantGroup? stored, Candidate[] candidates, long readAt)
    {
        (_ownerId, Stored, _candidates, ReadAt) = (ownerId, stored, candidates, readAt);
    }

    /// <summary>The group as it was read; null where there was none.</summary>
    public StoredTenantGroup? Stored { get; }

    /// <summary>The version of the group's row; null where there was none.</summary>
    public string? ETag => Stored?.ETag;

    /// <summary>The timestamp just before the row was read.</summary>
    public long ReadAt { get; }

    public static GroupTokens Unknown(long readAt) => new(TenantGroupId.New(), null, [Candidate.Dummy()], readAt);

    public static GroupTokens Of(StoredTenantGroup stored, TokenSet set, long readAt) =>
        new(stored.Group.Id, stored, [.. set.Tokens.Select(token => Candidate.Of(stored.Group, token)).DefaultIfEmpty(Candidate.Dummy())], readAt);

    /// <summary>The same tokens, found unchanged at a later time.</summary>
    public GroupTokens ReadAgain(long readAt) => new(_ownerId, Stored, _candidates, readAt);

    /// <summary>The grant of a well-formed token, or null. Compares with every token of the group, whichever matches.</summary>
    public Granted? Match(ReadOnlySpan<char> token, TimeProvider time)
    {
        var match = Seen(token) ?? Hashed(token);
        return IsOver(match?.Expires, time) || IsOver(Stored?.Until, time) ? null : match?.Granted;
    }

    // A token has an end, and so has a path that the group no longer has.
    private static bool IsOver(DateTimeOffset? end, TimeProvider time) => end is { } at && at <= time.GetUtcNow();

    private Candidate? Seen(ReadOnlySpan<char> token)
    {
        Span<ulong> words = stackalloc ulong[SeenToken.Length];
        SeenToken.Write(token, words);
        Candidate? match = null;
        foreach (var candidate in _candidates)
        {
            match = candidate.Seen?.Is(words) == true ? candidate : match;
        }

        return match;
    }

    private Candidate? Hashed(ReadOnlySpan<char> token)
    {
        Span<byte> hash = stackalloc byte[TokenHash.Length];
        TokenHash.Write(_ownerId, token, hash);
        Candidate? match = null;
        foreach (var candidate in _candidates)
        {
            match = TokenHash.Equal(hash, candidate.Hash) ? candidate : match;
        }

        match?.Seen = new(token);
        return match;
    }

    private sealed class Candidate(byte[] hash, DateTimeOffset? expires, Granted? granted)
    {
        private volatile SeenToken? _seen;

        public byte[] Hash => hash;

        public DateTimeOffset? Expires => expires;

        public Granted? Granted => granted;

        public SeenToken? Seen
        {
            get => _seen;
            set => _seen = value;
        }

        public static Candidate Dummy() => new(RandomNumberGenerator.GetBytes(TokenHash.Length), null, null);

        public static Candidate Of(TenantGroup group, StoredToken token) =>
            new(token.Hash.ToArray(), token.Expires, new(group, token.Id, token.Scope) { UserId = token.UserId });
    }
}
