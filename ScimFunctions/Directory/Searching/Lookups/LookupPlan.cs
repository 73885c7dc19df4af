using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Lookups;

/// <summary>
/// Finds the look-ups that give every resource that a filter can match. What they give is then held against the whole
/// filter, so a look-up may give too many, never too few.
/// </summary>
internal static class LookupPlan
{
    private const int CostOfAddress = 5, CostOfNames = 10_000;

    /// <summary>The look-ups, or null where the resources have to be gone through.</summary>
    /// <param name="filter">The filter, bound to the type.</param>
    /// <param name="type">The type of the resources.</param>
    /// <param name="sharesNames">Whether several SCIM groups may have one displayName, or might once.</param>
    public static IReadOnlyList<Lookup>? Of(BoundFilter filter, ResourceType type, bool sharesNames) => filter switch
    {
        BoundAnd and => Cheaper(Of(and.Left, type, sharesNames), Of(and.Right, type, sharesNames)),
        BoundOr or => Both(Of(or.Left, type, sharesNames), Of(or.Right, type, sharesNames)),
        BoundConstant { Holds: false } => [],
        BoundValuePath { Path: { Extension: null, Attribute.Name: "emails" }, Inner: var inner } when IsUser(type) => OfAddresses(inner),
        _ when Edge.Of(filter, type) is { } edge => [new ByEdge(edge)],
        BoundComparison { Path: { Extension: null, Attribute.Name: "displayName" }, Operator: ComparisonOperator.Equal, Value: StringValue name } when !IsUser(type) =>
            [new ByRow(RowKeys.GroupName(name.Value)), .. sharesNames ? [new ByRows(RowKeys.SharedGroupNames(name.Value), CostOfAddress)] : Array.Empty<Lookup>()],
        BoundComparison { Path.Extension: { } extension, Operator: ComparisonOperator.Equal } comparison when IsUnique(comparison.Path, type) =>
            UniqueValues.Compared(comparison.Path.Attribute!, comparison.Value) is { } compared
                ? [new ByUniqueValue(RowKeys.UniqueValue(extension.Id, comparison.Path.Attribute!.Name, compared))]
                : null,
        BoundComparison { Path.Extension: null, Value: StringValue value } comparison =>
            (IsUser(type) ? OfUser(comparison, value.Value) : OfGroup(comparison, value.Value)) is { } lookup ? [lookup] : null,
        _ => null,
    };

    private static Lookup? OfUser(BoundComparison comparison, string value) => (NameOf(comparison.Path), comparison.Operator) switch
    {
        ("id", ComparisonOperator.Equal) => new ById(value),
        ("externalId", ComparisonOperator.Equal) => new ByRow(RowKeys.Identity(value)),
        ("userName", ComparisonOperator.Equal) => new ByRow(RowKeys.UserName(value)),
        ("userName", ComparisonOperator.StartsWith) => Beginning(RowKeys.UserNames, value),
        ("emails.value", ComparisonOperator.Equal) => new ByRows(RowKeys.Emails(value), CostOfAddress),
        _ => null,
    };

    private static Lookup? OfGroup(BoundComparison comparison, string value) => (NameOf(comparison.Path), comparison.Operator) switch
    {
        ("id", ComparisonOperator.Equal) => new ById(value),
        ("externalId", ComparisonOperator.Equal) => new ByRow(RowKeys.GroupExternalId(value)),
        ("displayName", ComparisonOperator.StartsWith) => Beginning(RowKeys.GroupNames, value),
        _ => null,
    };

    private static IReadOnlyList<Lookup>? OfAddresses(BoundFilter inner) => inner switch
    {
        BoundAnd and => Cheaper(OfAddresses(and.Left), OfAddresses(and.Right)),
        BoundOr or => Both(OfAddresses(or.Left), OfAddresses(or.Right)),
        BoundComparison { Operator: ComparisonOperator.Equal, Value: StringValue value, Path.Attribute.Name: "value" } =>
            [new ByRows(RowKeys.Emails(value.Value), CostOfAddress)],
        _ => null,
    };

    // What begins with nothing is all.
    private static ByRows? Beginning(string prefix, string value) =>
        value.Length == 0 ? null : new ByRows(prefix + KeyEscape.Prefix(Folding.Fold(value)), CostOfNames);

    private static IReadOnlyList<Lookup>? Cheaper(IReadOnlyList<Lookup>? left, IReadOnlyList<Lookup>? right) =>
        left is null || (right is not null && Cost(right) < Cost(left)) ? right : left;

    private static IReadOnlyList<Lookup>? Both(IReadOnlyList<Lookup>? left, IReadOnlyList<Lookup>? right) =>
        left is null || right is null ? null : [.. left.Union(right)];

    private static long Cost(IReadOnlyList<Lookup> lookups) => lookups.Sum(lookup => (long)lookup.Cost);

    private static string NameOf(ResolvedPath path) =>
        path.SubAttribute is null ? path.Attribute!.Name : $"{path.Attribute!.Name}.{path.SubAttribute.Name}";

    private static bool IsUnique(ResolvedPath path, ResourceType type) => path.SubAttribute is null && type.Checked.Unique.Any(
        unique => unique.Attribute == path.Attribute && unique.Extension!.Id.Equals(path.Extension!.Id, StringComparison.Ordinal));

    private static bool IsUser(ResourceType type) => type.Name == ResourceTypes.User.Name;
}
