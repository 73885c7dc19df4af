using System.Text.Json;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Evaluation;

/// <summary>Walks a filter and a value together. The rules stand at <see cref="FilterEvaluator"/>.</summary>
internal static class Traversal
{
    public static bool Matches<TValue>(BoundFilter filter, TValue value)
        where TValue : struct, IJsonValue<TValue> => filter switch
        {
            BoundAnd and => Matches(and.Left, value) && Matches(and.Right, value),
            BoundOr or => Matches(or.Left, value) || Matches(or.Right, value),
            BoundNot not => !Matches(not.Operand, value),
            BoundConstant constant => constant.Holds,
            BoundPresent present => AnyValue(present.Path, value, (BoundFilter?)null, static (found, _) => IsPresent(found)),
            BoundComparison comparison =>
                AnyValue(comparison.Path, value, comparison, static (found, wanted) => Comparison.Holds(found, wanted)),
            BoundValuePath valuePath => AnyValue(
                valuePath.Path,
                value,
                valuePath.Inner,
                static (element, inner) => element.Kind == JsonValueKind.Object && Matches(inner, element)),
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };

    /// <summary>Tests every value at the path; where there is none, tests the absent value once.</summary>
    private static bool AnyValue<TValue, TState>(ResolvedPath path, TValue resource, TState state, Func<TValue, TState, bool> test)
        where TValue : struct, IJsonValue<TValue>
    {
        var owner = path.Extension is null ? resource : resource.Member(path.Extension.Id);
        var value = path.Attribute is null ? owner : owner.Member(path.Attribute.Name);
        return path.SubAttribute is null
            ? AnyOf(value, state, test)
            : AnyOf(
                value,
                (path.SubAttribute.Name, state, test),
                static (element, inner) => AnyOf(element.Member(inner.Name), inner.state, inner.test));
    }

    private static bool AnyOf<TValue, TState>(TValue value, TState state, Func<TValue, TState, bool> test)
        where TValue : struct, IJsonValue<TValue>
    {
        if (value.Kind != JsonValueKind.Array)
        {
            return test(value, state);
        }

        var isEmpty = !value.AnyElement(0, static (_, _) => true);
        return isEmpty ? test(default, state) : value.AnyElement(state, test);
    }

    private static bool IsPresent<TValue>(TValue value)
        where TValue : struct, IJsonValue<TValue> => value.Kind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => false,
            JsonValueKind.String => !value.Text(stackalloc char[256]).IsEmpty,
            JsonValueKind.Object => value.AnyMember(static member => IsPresent(member)),
            JsonValueKind.Array => value.AnyElement(0, static (element, _) => IsPresent(element)),
            _ => true,
        };
}
