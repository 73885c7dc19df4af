using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Directory.Users.Passwords;

/// <summary>What becomes of the passwords that clients send (RFC 7643 §4.1.1): they are dropped, or kept as hashes.</summary>
/// <param name="keepsHashes">Whether they are kept; else what was kept before goes with the next change of its user.</param>
public sealed class PasswordKeeper(bool keepsHashes)
{
    /// <summary>Drops all passwords.</summary>
    public static PasswordKeeper Dropping { get; } = new(keepsHashes: false);

    /// <summary>Whether passwords are kept, so that a client can change them.</summary>
    public bool KeepsHashes => keepsHashes;

    /// <summary>The hash that a user's row has after a change; null for none.</summary>
    /// <param name="change">What the request does to the password; null for nothing.</param>
    /// <param name="kept">The hash before. It stays if it is that of the new password, so that a repeat changes nothing.</param>
    /// <param name="work">What the request may still work; null where it changes one password at the most.</param>
    /// <exception cref="Protocol.Errors.ScimException">400 <c>tooMany</c> where that is less than a hash takes.</exception>
    public ValueTask<string?> NextAsync(PasswordChange? change, string? kept, WorkBudget? work = null) => (keepsHashes, change) switch
    {
        (false, _) => new((string?)null),
        (_, null) => new(kept),
        (_, { Password: null }) => new((string?)null),
        (_, { Password: { } password }) => new(HashAsync(password, kept, work)),
    };

    // It takes long, and the caller's thread may be the one that waits for the network.
    private static Task<string?> HashAsync(string password, string? kept, WorkBudget? work)
    {
        work?.Take(WorkBudget.OfPassword);
        return Task.Run(() => kept is not null && PasswordHash.Verifies(kept, password) ? kept : (string?)PasswordHash.Of(password));
    }
}
