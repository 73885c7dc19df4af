using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Searching;

/// <summary>
/// Finds the look-ups that give every user that a filter can match. What they give is then held against the whole
/// filter, so a look-up may give too many, never too few.
/// </summary>
internal static class UserLookups
{
    private static readonly AttributeDefinition UserName = CoreSchemas.User.Find("userName")!;
    private static readonly AttributeDefinition Emails = CoreSchemas.User.Find("emails")!;
    private static readonly AttributeDefinition EmailValue = Emails.FindSubAttribute("value")!;

    /// <summary>The look-ups, or null where the users have to be gone through.</summary>
    public static IReadOnlyList<Lookup>? Of(BoundFilter filter) => filter switch
    {
        BoundAnd and => Fewer(Of(and.Left), Of(and.Right)),
        BoundOr or => Both(Of(or.Left), Of(or.Right)),
        BoundComparison { Operator: ComparisonOperator.Equal, Value: StringValue value } comparison => Of(comparison.Path, value.Value),
        BoundValuePath { Path: var path, Inner: var inner } when path.Attribute == Emails => OfEmails(inner),
        _ => null,
    };

    private static Lookup[]? Of(ResolvedPath path, string value) => (path.Attribute, path.SubAttribute) switch
    {
        var (attribute, _) when attribute == CommonAttributes.Id => [new ById(value)],
        var (attribute, _) when attribute == CommonAttributes.ExternalId => [new ByExternalId(value)],
        var (attribute, _) when attribute == UserName => [new ByUserName(value)],
        var (attribute, sub) when attribute == Emails && sub == EmailValue => [new ByEmail(value)],
        _ => null,
    };

    private static IReadOnlyList<Lookup>? OfEmails(BoundFilter inner) => inner switch
    {
        BoundAnd and => Fewer(OfEmails(and.Left), OfEmails(and.Right)),
        BoundOr or => Both(OfEmails(or.Left), OfEmails(or.Right)),
        BoundComparison { Operator: ComparisonOperator.Equal, Value: StringValue value } comparison
            when comparison.Path.Attribute == EmailValue => [new ByEmail(value.Value)],
        _ => null,
    };

    private static IReadOnlyList<Lookup>? Fewer(IReadOnlyList<Lookup>? left, IReadOnlyList<Lookup>? right) =>
        left is null || right?.Count < left.Count ? right : left;

    private static IReadOnlyList<Lookup>? Both(IReadOnlyList<Lookup>? left, IReadOnlyList<Lookup>? right) =>
        left is null || right is null ? null : [.. left.Union(right)];
}
