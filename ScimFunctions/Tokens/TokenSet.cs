using System.Text.Json;

namespace ScimFunctions.Tokens;

/// <summary>The tokens of one tenant group: the content of one version of its secret.</summary>
/// <param name="Tokens">At most <see cref="Most"/>, in the order in which they were made.</param>
public sealed record TokenSet(IReadOnlyList<StoredToken> Tokens)
{
    /// <summary>How many tokens a tenant group has at most.</summary>
    public const int Most = 5;

    /// <summary>No tokens.</summary>
    public static TokenSet Empty { get; } = new([]);

    /// <summary>The name of the secret that keeps the tokens of a tenant group.</summary>
    public static string SecretName(string tenantGroupId) => "scim-token-" + tenantGroupId;

    /// <summary>The set as JSON, to be given back to <see cref="Parse"/>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TokensJson.Default.TokenSet);

    /// <summary>The set of that JSON; throws <see cref="TokenVaultException"/> where it is none.</summary>
    public static TokenSet Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TokensJson.Default.TokenSet) ?? throw Unreadable(null);
        }
        catch (JsonException failure)
        {
            throw Unreadable(failure);
        }
    }

    private static TokenVaultException Unreadable(Exception? inner) =>
        new("The token vault holds a token secret that is not a token list.", inner);
}
