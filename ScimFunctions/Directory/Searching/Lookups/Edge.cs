using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Searching.Lookups;

/// <summary>
/// What a filter asks that the rows of members decide without the resources: which users are in a group, be it by way of
/// groups in it, or which groups have a member.
/// </summary>
/// <param name="OfUsers">Whether users are asked for, and else groups.</param>
/// <param name="Target">The id of the group, or of the member.</param>
internal sealed record Edge(bool OfUsers, string Target)
{
    private const string Groups = "groups", Members = "members", Value = "value";

    /// <summary>The edge that an expression asks for, or null: <c>groups eq</c>, <c>groups.value eq</c> and
    /// <c>groups[value eq]</c> of users, the same with <c>members</c> of groups.</summary>
    public static Edge? Of(BoundFilter filter, ResourceType type) => filter switch
    {
        BoundComparison { Operator: ComparisonOperator.Equal, Value: StringValue value, Path.SubAttribute.Name: Value } comparison
            when IsRelation(comparison.Path, type) => new Edge(IsUser(type), value.Value),
        BoundValuePath
        {
            Inner: BoundComparison { Operator: ComparisonOperator.Equal, Value: StringValue value, Path.Attribute.Name: Value },
        } path when IsRelation(path.Path, type) => new Edge(IsUser(type), value.Value),
        _ => null,
    };

    /// <summary>Whether the path leads to what is not stored with the resource but in rows of members.</summary>
    public static bool IsRelation(ResolvedPath path, ResourceType type) =>
        path is { Extension: null, Attribute: { } attribute } && attribute.Name == (IsUser(type) ? Groups : Members);

    private static bool IsUser(ResourceType type) => type.Name == ResourceTypes.User.Name;
}
