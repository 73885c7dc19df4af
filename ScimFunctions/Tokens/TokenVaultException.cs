namespace ScimFunctions.Tokens;

/// <summary>The vault cannot be reached, refuses, or lacks what it should have.</summary>
#pragma warning disable CA1032, RCS1194 // It always says what failed.
public sealed class TokenVaultException(string message, Exception? inner = null) : Exception(message, inner)
#pragma warning restore CA1032, RCS1194
{
    /// <summary>Whether the vault answered, and lacks what it should have.</summary>
    public bool IsMissing { get; private init; }

    internal static TokenVaultException Unavailable(Exception inner) => new("The token vault is unavailable.", inner);

    internal static TokenVaultException Missing(string name, Exception? inner = null) =>
        new($"The token vault does not have the version of {name} that counts.", inner) { IsMissing = true };
}
