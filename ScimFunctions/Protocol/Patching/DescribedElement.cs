using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Protocol.Patching;

/// <summary>
/// The element that a filter describes where it is nothing but <c>sub eq value</c>, joined by <c>and</c>:
/// <c>type eq "work" and primary eq true</c> describes <c>{"type": "work", "primary": true}</c>.
/// </summary>
internal static class DescribedElement
{
    /// <summary>The element, or null where the filter describes none.</summary>
    public static JsonObject? Of(BoundFilter filter)
    {
        var element = new JsonObject();
        return Describe(filter, element) ? element : null;
    }

    private static bool Describe(BoundFilter filter, JsonObject element)
    {
        switch (filter)
        {
            case BoundAnd and:
                return Describe(and.Left, element) && Describe(and.Right, element);
            case BoundComparison { Operator: ComparisonOperator.Equal, Path: { Attribute: { } sub, SubAttribute: null } } comparison
                when ValueReader.IsKept(sub) && ToJson(comparison.Value) is { } value:
                return element.TryAdd(sub.Name, ResourceReader.ReadValue(sub, value, sub.Name));
            default:
                return false;
        }
    }

    private static JsonValue? ToJson(FilterValue value) => value switch
    {
        StringValue text => JsonValue.Create(text.Value),
        BooleanValue flag => JsonValue.Create(flag.Value),
        NumberValue number => JsonValue.Create(number.Value),
        _ => null,
    };
}
