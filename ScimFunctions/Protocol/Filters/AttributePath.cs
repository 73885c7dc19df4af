using System.Diagnostics.CodeAnalysis;
using ScimFunctions.Protocol.Filters.Parsing;

namespace ScimFunctions.Protocol.Filters;

/// <summary>
/// <c>[urn:]name[.sub]</c> as written (RFC 7644 §3.10), split at the last colon and the first dot after it.
/// A schema URN alone, which names a whole extension, has the same shape as a prefixed attribute: it is split too, and
/// <see cref="Binding.PathResolver"/>, which knows the schemas, tells the two apart by <see cref="Spells"/>.
/// </summary>
/// <param name="SchemaUri">What stands before the last colon; null without a prefix.</param>
/// <param name="Name">The name of the attribute, in the case in which it was written.</param>
/// <param name="SubAttribute">What stands after the dot; null without one.</param>
public sealed record AttributePath(string? SchemaUri, string Name, string? SubAttribute)
{
    /// <summary>
    /// Reads a path that stands by itself, as in <c>attributes</c> and <c>sortBy</c> (RFC 7644 §3.4.2.3 and §3.9). False
    /// where the text is none, without regard to any schema; spaces around it are not taken off.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out AttributePath? path)
    {
        path = text.Length <= FilterParser.MaxLength && Lexer.IsWord(text) ? PathText.Read(text) : null;
        return path is not null;
    }

    /// <summary>Whether the whole path, prefix included, spells <paramref name="urn"/>, without regard to case.</summary>
    public bool Spells(string urn) =>
        urn.Length == Length && urn.Equals(ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The path as text, as it was written.</summary>
    public override string ToString() => (SchemaUri, SubAttribute) switch
    {
        (null, null) => Name,
        (null, _) => $"{Name}.{SubAttribute}",
        (_, null) => $"{SchemaUri}:{Name}",
        _ => $"{SchemaUri}:{Name}.{SubAttribute}",
    };

    private int Length =>
        (SchemaUri is null ? 0 : SchemaUri.Length + 1) + Name.Length + (SubAttribute is null ? 0 : SubAttribute.Length + 1);
}
