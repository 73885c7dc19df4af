using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Parsing;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Binding;

/// <summary>Looks the attributes of a filter up in a resource type and checks that it may and can compare them so.</summary>
public static class FilterBinder
{
    private const string ValueSubAttribute = "value";

    /// <summary>Binds a filter over resources of one type.</summary>
    /// <exception cref="ScimException">
    /// 400 <c>invalidFilter</c>: an attribute that the type does not have or never returns, an operator that its type
    /// does not know, or a value of another type (RFC 7644 §3.4.2.2).
    /// </exception>
    public static BoundFilter Bind(Filter filter, ResourceType type) =>
        Bind(filter, path => PathResolver.Resolve(type, path), type.Name, FilterContext.Query);

    /// <summary>Binds a filter over the elements of a complex attribute.</summary>
    internal static BoundFilter BindElement(Filter filter, AttributeDefinition attribute, FilterContext context) =>
        Bind(filter, path => ResolveInElement(attribute, path), attribute.Name, context.InBrackets);

    /// <summary>What is said of a path that the owner, a resource type or a complex attribute, does not have.</summary>
    internal static ScimException Unknown(FilterContext context, AttributePath path, string owner) =>
        context.Refuse($"{owner} has no attribute {FilterContext.Name(path.ToString())}; /Schemas lists those that it has");

    private static BoundFilter Bind(Filter filter, Func<AttributePath, ResolvedPath?> resolve, string owner, FilterContext context)
    {
        return filter switch
        {
            AndFilter and => new BoundAnd(Bind(and.Left, resolve, owner, context), Bind(and.Right, resolve, owner, context)),
            OrFilter or => new BoundOr(Bind(or.Left, resolve, owner, context), Bind(or.Right, resolve, owner, context)),
            NotFilter not => new BoundNot(Bind(not.Operand, resolve, owner, context)),
            PresentFilter present => new BoundPresent(Find(present.Path)),
            ComparisonFilter { Value: NullValue } comparison => BindNull(comparison, Find(comparison.Path), context),
            ComparisonFilter comparison => BindComparison(comparison, Find(comparison.Path), context),
            ValuePathFilter valuePath => BindValuePath(valuePath, Find(valuePath.Path), context),
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };

        ResolvedPath Find(AttributePath path)
        {
            var resolved = resolve(path) ?? throw Unknown(context, path, owner);
            return IsSecret(resolved.Attribute) || IsSecret(resolved.SubAttribute)
                ? throw context.Refuse($"{FilterContext.Name(path.ToString())} is never returned, so it cannot be asked for either")
                : resolved;
        }
    }

    private static BoundFilter BindNull(ComparisonFilter comparison, ResolvedPath path, FilterContext context) => comparison.Operator switch
    {
        ComparisonOperator.Equal => new BoundNot(new BoundPresent(path)),
        ComparisonOperator.NotEqual => new BoundPresent(path),
        var other => throw context.Refuse($"{Keywords.Spell(other)} cannot compare with null; eq and ne can"),
    };

    private static BoundComparison BindComparison(ComparisonFilter comparison, ResolvedPath path, FilterContext context)
    {
        var name = FilterContext.Name(comparison.Path.ToString());
        if (path is { SubAttribute: null, Attribute: { Type: AttributeType.Complex } complex })
        {
            path = path with { SubAttribute = complex.FindSubAttribute(ValueSubAttribute) };
            if (IsSecret(path.SubAttribute))
            {
                throw context.Refuse($"{name} is never returned, so it cannot be asked for either");
            }
        }

        var attribute = path.SubAttribute ?? path.Attribute;
        if (attribute is null or { Type: AttributeType.Complex })
        {
            throw context.Refuse($"{name} has no value of its own to compare; name one of its sub-attributes");
        }

        return ComparisonRules.Allows(attribute.Type, comparison.Operator)
            ? new BoundComparison(path, comparison.Operator, ComparisonRules.Convert(attribute.Type, comparison.Value, name, context))
            : throw context.Refuse($"{Keywords.Spell(comparison.Operator)} cannot compare {name}, which is {ComparisonRules.Describe(attribute.Type)}");
    }

    private static BoundValuePath BindValuePath(ValuePathFilter filter, ResolvedPath path, FilterContext context) =>
        path is { SubAttribute: null, Attribute: { Type: AttributeType.Complex } attribute }
            ? new BoundValuePath(path, BindElement(filter.Inner, attribute, context))
            : throw context.Refuse($"{FilterContext.Name(filter.Path.ToString())} is not a complex attribute, so brackets cannot follow it");

    private static ResolvedPath? ResolveInElement(AttributeDefinition attribute, AttributePath path) =>
        path is { SchemaUri: null, SubAttribute: null } && attribute.FindSubAttribute(path.Name) is { } sub
            ? new ResolvedPath(null, sub, null)
            : null;

    private static bool IsSecret(AttributeDefinition? attribute) =>
        attribute is { Mutability: Mutability.WriteOnly } or { Returned: Returned.Never };
}
