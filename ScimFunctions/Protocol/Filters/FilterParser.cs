using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Parsing;

namespace ScimFunctions.Protocol.Filters;

/// <summary>Reads filters (RFC 7644 §3.4.2.2). Operators and keywords are taken in any case.</summary>
public static class FilterParser
{
    /// <summary>The longest text that is read, in UTF-16 characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>The most expressions, logical operators and value paths together, that one filter may have.</summary>
    public const int MaxNodes = 64;

    /// <summary>How deep parentheses and brackets may nest.</summary>
    public const int MaxDepth = 32;

    /// <summary>Reads a filter. Attribute names are not looked up: <see cref="Binding.FilterBinder"/> does that.</summary>
    /// <param name="text">The text, already percent-decoded.</param>
    /// <exception cref="ScimException">
    /// 400 <c>invalidFilter</c>: the detail has the 1-based position and what was expected there, and never a value.
    /// </exception>
    public static Filter Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Grammar(text, FilterContext.Query).ReadFilter();
    }
}
