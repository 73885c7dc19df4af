using System.Text.Json.Nodes;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Evaluation;
using ScimFunctions.Protocol.Patching;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>What is to become of one member.</summary>
/// <param name="IsWanted">Whether it is to be a member.</param>
/// <param name="IsGroup">Whether it is a group; null where the client did not say.</param>
/// <param name="Index">Where it stood in the client's list, from 0.</param>
internal readonly record struct MemberWish(bool IsWanted, bool? IsGroup, int Index);

/// <summary>The net effect of member operations, without regard to who is a member now.</summary>
internal sealed class MemberWishes(WorkBudget? budget)
{
    // About a second on a small machine.
    private const long MostComparisons = 6_000_000;

    private readonly Dictionary<string, MemberWish> _byId = new(StringComparer.Ordinal);
    private MemberList? _listed;
    private long _comparisons;

    /// <summary>Whether everybody goes for whom there is no wish.</summary>
    public bool IsCleared { get; private set; }

    /// <summary>Whether there is nobody yet who could go.</summary>
    public bool IsOfNew { get; private init; }

    /// <summary>How many members there is a wish for.</summary>
    public int Count => _listed?.Count ?? _byId.Count;

    /// <summary>The wishes by the member's id, where others stay.</summary>
    public IReadOnlyDictionary<string, MemberWish> ById => _byId;

    /// <summary>Those who are to be members, where nobody else is.</summary>
    public MemberList Wanted => _listed ?? MemberList.Of(
        [.. _byId.Where(wish => wish.Value.IsWanted).Select(wish => new ListedMember(wish.Key, wish.Value.IsGroup, wish.Value.Index))]);

    /// <summary>The wishes for a group that is made.</summary>
    public static MemberWishes OfNew(MemberList members) => new(null) { IsCleared = true, IsOfNew = true, _listed = members };

    /// <summary>The net effect of operations, in their order.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="members">Who is a member now, which only filters ask for.</param>
    /// <param name="budget">What the request may still work; null where it has no bound of its own.</param>
    /// <exception cref="ScimException">400 <c>tooMany</c> where filters look at too many members together, <c>noTarget</c> and
    /// <c>mutability</c> where something is said of members that is not so.</exception>
    public static MemberWishes Of(IReadOnlyList<MemberOperation> operations, IReadOnlyList<Relation> members, WorkBudget? budget)
    {
        var wishes = new MemberWishes(budget);
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
                    wishes.Clear(MemberList.Empty);
                    break;
                case ReplaceMembers replace:
                    wishes.Clear(replace.Members);
                    break;
                case MatchMembers matching:
                    wishes.Match(matching, members);
                    break;
            }
        }

        return wishes;
    }

    private static bool? IsGroup(JsonNode? type) => ListedMember.SaysGroup((type as JsonValue)?.GetValue<string>());

    // A list is taken apart only where something follows it.
    private void TakeApart()
    {
        foreach (var member in _listed is null ? [] : _listed.Span)
        {
            _byId[member.Id] = new MemberWish(true, member.IsGroup, member.Index);
        }

        _listed = null;
    }

    private void Set(JsonArray elements, bool isWanted)
    {
        TakeApart();
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

    private void Clear(MemberList members)
    {
        _byId.Clear();
        (_listed, IsCleared) = (members, true);
    }

    private void Match(MatchMembers matching, IReadOnlyList<Relation> members)
    {
        TakeApart();
        var comparisons = (long)matching.Comparisons * (members.Count + _byId.Count);
        budget?.Take(comparisons);
        _comparisons += comparisons;
        if (_comparisons > MostComparisons)
        {
            throw new ScimException(ScimError.TooMany(
                "The filters on members compare too many of them together. Spread them over several requests, or remove members by their value."));
        }

        // Those that earlier operations added are matched by what the client said of them.
        var added = from wish in _byId
                    where wish.Value.IsWanted
                    select Element(wish.Key, wish.Value.IsGroup switch { true => "Group", false => "User", null => null }, null);
        var there = from member in IsCleared ? [] : members
                    where !_byId.ContainsKey(member.Id)
                    select Element(member.Id, member.Type, member.Display);
        var matches = added.Concat(there).Where(element => FilterEvaluator.MatchesElement(matching.Filter, element)).ToArray();
        if (matches.Length == 0 && matching is not RemoveMatchingMembers)
        {
            throw new ScimException(ScimError.NoTarget("No member matches the filter in the path."));
        }

        switch (matching)
        {
            case ConfirmMembers confirm:
                Confirm(confirm.Said, matches);
                break;
            case ReplaceMatchingMembers replace:
                Replace(replace.Member, matches);
                break;
            default:
                Remove(matches);
                break;
        }
    }

    private void Remove(IEnumerable<JsonObject> matches)
    {
        foreach (var member in matches)
        {
            var id = member["value"]!.GetValue<string>();
            _byId[id] = _byId.TryGetValue(id, out var wish) ? wish with { IsWanted = false } : new MemberWish(false, IsGroup(member["type"]), 0);
        }
    }

    // Where the one that comes is one of those that go, it stays what it is.
    private void Replace(JsonObject member, JsonObject[] matches)
    {
        var stays = matches.Where(match => JsonNode.DeepEquals(match["value"], member["value"])).ToArray();
        Confirm(member, stays);
        Remove(matches.Except(stays));
        if (stays is [])
        {
            Set([member.DeepClone()], isWanted: true);
        }
    }

    private static void Confirm(JsonObject said, JsonObject[] matches)
    {
        foreach (var (name, value) in said)
        {
            // What the server does not know of a member that comes with this request is not contradicted.
            if (matches.Any(member => member[name] is { } known && !known.GetValue<string>().Equals(
                value!.GetValue<string>(), name == "type" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)))
            {
                throw new ScimException(MemberPatch.Immutable);
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
