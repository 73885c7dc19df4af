using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Parsing;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Binding;

/// <summary>
/// Binds one filter to several resource types (RFC 7644 §3.4.2.1): an attribute that one type lacks is absent in its
/// resources, so that <c>ne</c> holds there and nothing else does.
/// </summary>
public static class FilterBinding
{
    /// <summary>The filter as each of the types understands it, in their order.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="types">The types, at least one.</param>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>: as of <see cref="FilterBinder"/>, but for an attribute
    /// only where no type has it.</exception>
    public static IReadOnlyList<BoundFilter> BindFor(Filter filter, IReadOnlyList<ResourceType> types)
    {
        if (types is [var only])
        {
            return [FilterBinder.Bind(filter, only)];
        }

        Check(filter, types);
        return [.. types.Select(type => Bind(filter, type))];
    }

    private static void Check(Filter filter, IReadOnlyList<ResourceType> types)
    {
        switch (filter)
        {
            case AndFilter and:
                Check(and.Left, types);
                Check(and.Right, types);
                break;
            case OrFilter or:
                Check(or.Left, types);
                Check(or.Right, types);
                break;
            case NotFilter not:
                Check(not.Operand, types);
                break;
            default:
                var path = PathOf(filter);
                if (types.All(type => PathResolver.Resolve(type, path) is null))
                {
                    throw FilterContext.Query.Refuse($"no resource type has an attribute {FilterContext.Name(path.ToString())}; /Schemas lists those that there are");
                }

                break;
        }
    }

    private static BoundFilter Bind(Filter filter, ResourceType type) => filter switch
    {
        AndFilter and => And(Bind(and.Left, type), Bind(and.Right, type)),
        OrFilter or => Or(Bind(or.Left, type), Bind(or.Right, type)),
        NotFilter not => Bind(not.Operand, type) is var operand && operand is BoundConstant constant
            ? new BoundConstant(!constant.Holds)
            : new BoundNot(operand),
        _ => PathResolver.Resolve(type, PathOf(filter)) is null ? OfAbsent(filter) : FilterBinder.Bind(filter, type),
    };

    private static BoundFilter And(BoundFilter left, BoundFilter right) => (left, right) switch
    {
        (BoundConstant constant, _) => constant.Holds ? right : constant,
        (_, BoundConstant constant) => constant.Holds ? left : constant,
        _ => new BoundAnd(left, right),
    };

    private static BoundFilter Or(BoundFilter left, BoundFilter right) => (left, right) switch
    {
        (BoundConstant constant, _) => constant.Holds ? constant : right,
        (_, BoundConstant constant) => constant.Holds ? constant : left,
        _ => new BoundOr(left, right),
    };

    // As in evaluation, what is absent is not equal; eq null asks for just that.
    private static BoundConstant OfAbsent(Filter filter) => new(filter switch
    {
        ComparisonFilter { Value: NullValue } comparison => comparison.Operator == ComparisonOperator.Equal,
        ComparisonFilter comparison => comparison.Operator == ComparisonOperator.NotEqual,
        _ => false,
    });

    private static AttributePath PathOf(Filter filter) => filter switch
    {
        PresentFilter present => present.Path,
        ComparisonFilter comparison => comparison.Path,
        ValuePathFilter valuePath => valuePath.Path,
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };
}
