using ScimFunctions.Protocol.Filters.Parsing;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Binding;

/// <summary>Which operators and values suit which data type (RFC 7644 §3.4.2.2, table 3).</summary>
internal static class ComparisonRules
{
    /// <summary>
    /// The table refuses order on booleans and binaries. Parts are compared of text alone: a part of a binary's base64 is
    /// no part of its bytes.
    /// </summary>
    public static bool Allows(AttributeType type, ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal or ComparisonOperator.NotEqual => true,
        ComparisonOperator.Contains or ComparisonOperator.StartsWith or ComparisonOperator.EndsWith =>
            type is AttributeType.String or AttributeType.Reference,
        _ => type is not (AttributeType.Boolean or AttributeType.Binary),
    };

    /// <summary>The value in the attribute's type. Entra ID sends booleans as <c>"True"</c> and <c>"False"</c>.</summary>
    public static FilterValue Convert(AttributeType type, FilterValue value, string name, FilterContext context) => (type, value) switch
    {
        (AttributeType.String or AttributeType.Reference or AttributeType.Binary, StringValue) => value,
        (AttributeType.Decimal or AttributeType.Integer, NumberValue) => value,
        (AttributeType.Boolean, BooleanValue) => value,
        (AttributeType.Boolean, StringValue text) when text.Value.AsSpan().Is("true") => new BooleanValue(true),
        (AttributeType.Boolean, StringValue text) when text.Value.AsSpan().Is("false") => new BooleanValue(false),
        (AttributeType.DateTime, StringValue text) when XsdDateTime.TryParse(text.Value, out var instant) => new InstantValue(instant),
        _ => throw context.Refuse($"{name} is {Describe(type)}, so it cannot be compared with {Describe(value)}; {Remedy(type)}"),
    };

    /// <summary>The data type with its article.</summary>
    public static string Describe(AttributeType type) => type switch
    {
        AttributeType.Boolean => "a boolean",
        AttributeType.Decimal => "a decimal number",
        AttributeType.Integer => "an integer",
        AttributeType.DateTime => "a dateTime",
        AttributeType.Binary => "a binary",
        AttributeType.Reference => "a reference",
        AttributeType.Complex => "complex",
        _ => "a string",
    };

    private static string Describe(FilterValue value) => value switch
    {
        NumberValue => "a number",
        BooleanValue => "a boolean",
        _ => "this string",
    };

    private static string Remedy(AttributeType type) => type switch
    {
        AttributeType.Boolean => "write true or false",
        AttributeType.Decimal or AttributeType.Integer => "write a number, without quotes",
        AttributeType.DateTime => "write a dateTime in quotes, such as \"2011-05-13T04:42:34Z\"",
        _ => "write the value in double quotes",
    };
}
