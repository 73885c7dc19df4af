using System.Text.Json.Nodes;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Evaluation;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>What is to become of one member.</summary>
/// <param name="IsWanted">Whether it is to be a member.</param>
/// <param name="IsGroup">Whether it is a group; null where the client did not say.</param>
/// <param name="Index">Where it stood in the client's list, from 0.</param>
internal readonly record struct MemberWish(bool IsWanted, bool? IsGroup, int Index);

/// <summary>The net effect of member operations, without regard to who is a member now.</summary>
internal sealed class MemberWishes
{
    // About a second on a small machine.
    private const long MostComparisons = 6_000_000;

    private readonly Dictionary<string, MemberWish> _byId = new(StringComparer.Ordinal);
    private long _comparisons;

    /// <summary>Whether everybody goes for whom there is no wish.</summary>
    public bool IsCleared { get; private set; }

    public IReadOnlyDictionary<string, MemberWish> ById => _byId;

    /// <summary>The net effect of operations, in their order.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="members">Who is a member now, which only filters ask for.</param>
    /// <exception cref="ScimException">400 <c>tooMany</c> where filters look at too many members together.</exception>
    public static MemberWishes Of(IReadOnlyList<MemberOperation> operations, IReadOnlyList<Relation> members)
    {
        var wishes = new MemberWishes();
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case AddMembers add:
                    wishes.Set(add.Elements, isWanted: true);
                    break;
                case RemoveMembers remove:
                    wishes.Set(remove.Elements, isWanted: false);
                    break;
                case ClearMembers:
                    wishes.Clear();
                    break;
                case RemoveMatchingMembers matching:
                    wishes.Remove(matching, members);
                    break;
            }
        }

        return wishes;
    }

    private static bool? IsGroup(JsonNode? type) => (type as JsonValue)?.GetValue<string>().ToUpperInvariant() switch
    {
        "USER" => false,
        "GROUP" => true,
        _ => null,
    };

    private void Set(JsonArray elements, bool isWanted)
    {
        for (var index = 0; index < elements.Count; index++)
        {
            if ((elements[index]?["value"] as JsonValue)?.GetValue<string>() is { } id)
            {
                var type = IsGroup(elements[index]!["type"]);
                _byId.TryGetValue(id, out var before);
                _byId[id] = new MemberWish(isWanted, isWanted ? type ?? before.IsGroup : type, index);
            }
        }
    }

    private void Clear()
    {
        _byId.Clear();
        IsCleared = true;
    }

    private void Remove(RemoveMatchingMembers matching, IReadOnlyList<Relation> members)
    {
        _comparisons += (long)matching.Comparisons * (members.Count + _byId.Count);
        if (_comparisons > MostComparisons)
        {
            throw new ScimException(ScimError.TooMany(
                "The filters on members compare too many of them together. Spread them over several requests, or remove members by their value."));
        }

        // Those that earlier operations added are matched by what the client said of them.
        foreach (var (id, wish) in _byId.Where(member => member.Value.IsWanted).ToArray())
        {
            var type = wish.IsGroup switch { true => "Group", false => "User", null => null };
            if (FilterEvaluator.MatchesElement(matching.Filter, Element(id, type, null)))
            {
                _byId[id] = wish with { IsWanted = false };
            }
        }

        foreach (var member in IsCleared ? [] : members)
        {
            if (!_byId.ContainsKey(member.Id) && FilterEvaluator.MatchesElement(matching.Filter, Element(member.Id, member.Type, member.Display)))
            {
                _byId.Add(member.Id, new MemberWish(false, member.TypeName == "Group", 0));
            }
        }
    }

    private static JsonObject Element(string id, string? type, string? display)
    {
        var element = new JsonObject { ["value"] = id };
        if (type is not null)
        {
            element["type"] = type;
        }

        if (display is not null)
        {
            element["display"] = display;
        }

        return element;
    }
}
