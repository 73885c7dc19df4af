using System.Text.Json;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Filters.Parsing;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Evaluation;

/// <summary>Compares one value of a resource with the value of a filter.</summary>
internal static class Comparison
{
    private const int ScratchLength = 256;

    public static bool Holds<TValue>(TValue found, BoundComparison wanted)
        where TValue : struct, IJsonValue<TValue>
    {
        var holds = (wanted.Value, found.Kind) switch
        {
            (StringValue text, JsonValueKind.String) => TextHolds(found, text.Value, wanted),
            (InstantValue instant, JsonValueKind.String) => XsdDateTime.TryParse(found.Text(stackalloc char[ScratchLength]), out var value)
                ? OrderHolds(value.CompareTo(instant.Value), wanted.Operator)
                : null,
            (NumberValue number, JsonValueKind.Number) => found.TryGetNumber(out var value)
                ? OrderHolds(value.CompareTo(number.Value), wanted.Operator)
                : null,
            (BooleanValue boolean, JsonValueKind.True or JsonValueKind.False) =>
                OrderHolds((found.Kind == JsonValueKind.True).CompareTo(boolean.Value), wanted.Operator),
            _ => (bool?)null,
        };

        // What is absent, or cannot be compared, is not equal.
        return holds ?? wanted.Operator == ComparisonOperator.NotEqual;
    }

    private static bool TextHolds<TValue>(TValue found, string wanted, BoundComparison comparison)
        where TValue : struct, IJsonValue<TValue>
    {
        var text = found.Text(stackalloc char[ScratchLength]);
        var rule = IsExact((comparison.Path.SubAttribute ?? comparison.Path.Attribute)!)
            ? StringComparison.Ordinal
            : StringComparison.OrdinalIgnoreCase;
        return comparison.Operator switch
        {
            ComparisonOperator.Equal => text.Equals(wanted, rule),
            ComparisonOperator.NotEqual => !text.Equals(wanted, rule),
            ComparisonOperator.Contains => Containment.Holds(text, wanted, rule),
            ComparisonOperator.StartsWith => text.StartsWith(wanted, rule),
            ComparisonOperator.EndsWith => text.EndsWith(wanted, rule),
            var order => OrderHolds(text.CompareTo(wanted, rule), order),
        };
    }

    private static bool OrderHolds(int order, ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.GreaterThan => order > 0,
        ComparisonOperator.GreaterThanOrEqual => order >= 0,
        ComparisonOperator.LessThan => order < 0,
        _ => order <= 0,
    };

    private static bool IsExact(AttributeDefinition attribute) =>
        attribute.CaseExact || attribute.Type is AttributeType.Reference or AttributeType.Binary;
}
