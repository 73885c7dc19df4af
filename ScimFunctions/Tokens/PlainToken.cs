namespace ScimFunctions.Tokens;

/// <summary>
/// A secret in plain, between being made and being shown once. Printing it, or anything that holds it, does not show it:
/// only <see cref="Reveal"/> does.
/// </summary>
public sealed class PlainToken
{
    private readonly string _value;

    internal PlainToken(string value) => _value = value;

    /// <summary>The last four characters, by which an administrator tells tokens apart.</summary>
    public string LastFour => _value[^4..];

    /// <summary>The secret itself.</summary>
    public string Reveal() => _value;

    /// <summary>A text without the secret.</summary>
    public override string ToString() => "(secret)";
}
