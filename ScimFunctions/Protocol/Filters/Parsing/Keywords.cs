namespace ScimFunctions.Protocol.Filters.Parsing;

/// <summary>The words of the grammar, in any case (RFC 7644 §3.4.2.2: operators are case insensitive).</summary>
internal static class Keywords
{
    public static bool Is(this ReadOnlySpan<char> word, string keyword) =>
        word.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>The operator that the word names, or null.</summary>
    public static ComparisonOperator? Operator(ReadOnlySpan<char> word) =>
        word is not [var first, var second] ? null : (first | 0x20, second | 0x20) switch
        {
            ('e', 'q') => ComparisonOperator.Equal,
            ('n', 'e') => ComparisonOperator.NotEqual,
            ('c', 'o') => ComparisonOperator.Contains,
            ('s', 'w') => ComparisonOperator.StartsWith,
            ('e', 'w') => ComparisonOperator.EndsWith,
            ('g', 't') => ComparisonOperator.GreaterThan,
            ('g', 'e') => ComparisonOperator.GreaterThanOrEqual,
            ('l', 't') => ComparisonOperator.LessThan,
            ('l', 'e') => ComparisonOperator.LessThanOrEqual,
            _ => null,
        };

    /// <summary>The canonical spelling of an operator.</summary>
    public static string Spell(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "eq",
        ComparisonOperator.NotEqual => "ne",
        ComparisonOperator.Contains => "co",
        ComparisonOperator.StartsWith => "sw",
        ComparisonOperator.EndsWith => "ew",
        ComparisonOperator.GreaterThan => "gt",
        ComparisonOperator.GreaterThanOrEqual => "ge",
        ComparisonOperator.LessThan => "lt",
        _ => "le",
    };
}
