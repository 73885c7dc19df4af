using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Protocol.Patching;

/// <summary>
/// What the operations of one request do together. It bounds what they cost, since every operation on a multi-valued
/// attribute looks at all of its elements: a thousand with long filters on a thousand long elements would take minutes.
/// </summary>
internal sealed class PatchWork(WorkBudget? budget)
{
    // About a second on a small machine, and more than a thousand filters by value on a thousand elements.
    private const long Most = 6_000_000;

    // So many characters take as long as an element that is only looked at.
    private const int CharactersPerStep = 32;

    private long _done;

    /// <summary>Whether an operation removes something that the resource cannot be without.</summary>
    public bool RemovesRequired { get; set; }

    /// <summary>Counts one operation on the elements that are there.</summary>
    /// <exception cref="ScimException">400 <c>tooMany</c> past the bound.</exception>
    public void Count(JsonArray elements, BoundFilter? filter, Change change)
    {
        var listed = change is { IsRemove: true, Value: JsonArray values } ? 2 * values.Count : 0;
        var steps = (1L + Nodes(filter) + listed) * Steps(elements);
        budget?.Take(steps);
        _done += steps;
        if (_done > Most)
        {
            throw new ScimException(ScimError.TooMany(
                "The operations up to this one compare too many values of multi-valued attributes. Spread them over several requests."));
        }
    }

    private static long Steps(JsonArray elements)
    {
        long characters = 0;
        foreach (var element in elements)
        {
            if (element is JsonObject members)
            {
                foreach (var (_, member) in members)
                {
                    characters += JsonText.IsString(member) && member!.AsValue().TryGetValue(out string? text) ? text.Length : 0;
                }
            }
        }

        return elements.Count + (characters / CharactersPerStep);
    }

    private static int Nodes(BoundFilter? filter) => filter switch
    {
        null => 0,
        BoundAnd and => Nodes(and.Left) + Nodes(and.Right) + 1,
        BoundOr or => Nodes(or.Left) + Nodes(or.Right) + 1,
        BoundNot not => Nodes(not.Operand) + 1,
        BoundValuePath path => Nodes(path.Inner) + 1,
        _ => 1,
    };
}
