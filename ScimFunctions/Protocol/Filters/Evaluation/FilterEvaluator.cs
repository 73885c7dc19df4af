using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Filters.Binding;

namespace ScimFunctions.Protocol.Filters.Evaluation;

/// <summary>
/// Tells whether a resource satisfies a filter (RFC 7644 §3.4.2.2). Resources are in canonical form: attributes spelled as
/// in their schema, extensions under their URN, values of their types.
/// <list type="bullet">
/// <item>Strings compare by the attribute's <c>caseExact</c>; without it by simple Unicode upper-casing, character for
/// character. References and binaries compare exactly. <c>gt</c>, <c>ge</c>, <c>lt</c> and <c>le</c> go by UTF-16 order.</item>
/// <item>dateTime values compare as instants, whatever their offsets; numbers compare as decimals.</item>
/// <item>A multi-valued attribute satisfies a comparison, <c>ne</c> included, if any one of its values does.</item>
/// <item>An absent attribute, null and the empty array satisfy <c>ne</c> and no other comparison: what is absent is not equal. <c>not</c>
/// negates whatever its operand gave.</item>
/// <item><c>pr</c> asks for a value other than null, an empty string, an empty array or an object without any such value.</item>
/// <item>A value path asks for one element that satisfies the whole of the inner filter, so nothing absent satisfies it.</item>
/// </list>
/// </summary>
public static class FilterEvaluator
{
    /// <summary>Whether the resource satisfies the filter. Builds no nodes, so that it can scan.</summary>
    public static bool Matches(BoundFilter filter, JsonElement resource) => Traversal.Matches(filter, new ElementValue(resource));

    /// <summary>Whether the resource satisfies the filter.</summary>
    public static bool Matches(BoundFilter filter, JsonNode? resource) => Traversal.Matches(filter, new NodeValue(resource));

    /// <summary>Whether one element of a complex attribute satisfies the inner filter of a value path.</summary>
    public static bool MatchesElement(BoundFilter inner, JsonNode? element) => Traversal.Matches(inner, new NodeValue(element));

    /// <inheritdoc cref="MatchesElement(BoundFilter, JsonNode)"/>
    public static bool MatchesElement(BoundFilter inner, JsonElement element) => Traversal.Matches(inner, new ElementValue(element));
}
