using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Filters.Binding;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>One step of what a request does to a group's members.</summary>
internal abstract record MemberOperation;

/// <summary>Adds members: canonical elements with <c>value</c>, and <c>type</c> where the client sent it.</summary>
internal sealed record AddMembers(JsonArray Elements) : MemberOperation;

/// <summary>Puts members in the place of all that there are.</summary>
internal sealed record ReplaceMembers(MemberList Members) : MemberOperation;

/// <summary>Removes the members that are listed, whether or not they are there.</summary>
internal sealed record RemoveMembers(JsonArray Elements) : MemberOperation;

/// <summary>Removes all members.</summary>
internal sealed record ClearMembers : MemberOperation;

/// <summary>Does something with the members that satisfy a filter, which have to be read for that.</summary>
internal abstract record MatchMembers(BoundFilter Filter) : MemberOperation
{
    /// <summary>Whether the filter looks at the members' names, each of which costs a read.</summary>
    public bool AsksForNames => NamesIn(Filter);

    /// <summary>How many comparisons it may take for one member.</summary>
    public int Comparisons => ComparisonsIn(Filter);

    private static int ComparisonsIn(BoundFilter filter) => filter switch
    {
        BoundAnd and => ComparisonsIn(and.Left) + ComparisonsIn(and.Right),
        BoundOr or => ComparisonsIn(or.Left) + ComparisonsIn(or.Right),
        BoundNot not => ComparisonsIn(not.Operand),
        _ => 1,
    };

    private static bool NamesIn(BoundFilter filter) => filter switch
    {
        BoundAnd and => NamesIn(and.Left) || NamesIn(and.Right),
        BoundOr or => NamesIn(or.Left) || NamesIn(or.Right),
        BoundNot not => NamesIn(not.Operand),
        BoundPresent present => present.Path.Attribute?.Name == "display",
        BoundComparison comparison => comparison.Path.Attribute?.Name == "display",
        _ => false,
    };
}

/// <summary>Removes the members that satisfy a filter.</summary>
internal sealed record RemoveMatchingMembers(BoundFilter Filter) : MatchMembers(Filter);

/// <summary>Puts one member in the place of those that satisfy a filter (RFC 7644 §3.5.2.3).</summary>
/// <param name="Filter">Which members.</param>
/// <param name="Member">The canonical <c>value</c> and, where the client sent it, <c>type</c> of the one that comes.</param>
internal sealed record ReplaceMatchingMembers(BoundFilter Filter, JsonObject Member) : MatchMembers(Filter);

/// <summary>Says something of the members that satisfy a filter. They are immutable (RFC 7643 §4.2), so it has to be so already.</summary>
/// <param name="Filter">Which members.</param>
/// <param name="Said">The canonical <c>value</c> and <c>type</c> that they are to have; null where that is not said.</param>
internal sealed record ConfirmMembers(BoundFilter Filter, JsonObject Said) : MatchMembers(Filter);
