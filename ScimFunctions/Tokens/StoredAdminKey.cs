namespace ScimFunctions.Tokens;

/// <summary>What is kept of the admin key: never the key.</summary>
/// <param name="Hash">The hash of <see cref="TokenHash"/>, 32 bytes.</param>
/// <param name="Created">When it was made.</param>
/// <param name="LastFour">The key's last four characters.</param>
internal sealed record StoredAdminKey(ReadOnlyMemory<byte> Hash, DateTimeOffset Created, string LastFour);
