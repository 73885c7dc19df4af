using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>
/// The members that a client lists, each once, in the order of their ids, which is that of the rows of members: so the list
/// and the rows are compared side by side.
/// </summary>
public sealed class MemberList
{
    private readonly ListedMember[] _members;

    private MemberList(ListedMember[] members) => _members = members;

    /// <summary>The list of none.</summary>
    public static MemberList Empty { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => _members.Length;

    /// <summary>The members in order.</summary>
    public ReadOnlySpan<ListedMember> Span => _members;

    /// <summary>The member at a place of the order.</summary>
    public ListedMember this[int place] => _members[place];

    /// <summary>The members of a canonical resource; those without <c>value</c> are none.</summary>
    /// <param name="elements">What <see cref="ResourceReader"/> made of <c>members</c>; null for none.</param>
    /// <exception cref="ScimException">400 as for <see cref="Of(List{ListedMember})"/>.</exception>
    public static MemberList Of(JsonArray? elements)
    {
        var members = new List<ListedMember>(elements?.Count ?? 0);
        for (var index = 0; index < elements?.Count; index++)
        {
            if ((elements[index]?["value"] as JsonValue)?.GetValue<string>() is { } id)
            {
                members.Add(new ListedMember(id, ListedMember.SaysGroup((elements[index]!["type"] as JsonValue)?.GetValue<string>()), index));
            }
        }

        return Of(members);
    }

    /// <summary>The list of these members. Of one that is there twice, the first place counts, and what either says of it.</summary>
    /// <param name="members">The members in the client's order; they are sorted and made one in place.</param>
    /// <exception cref="ScimException">400 <c>mutability</c> where a member is said to be a user and a group; <c>invalidValue</c>
    /// for more than <see cref="ResourceLimits.Members"/>.</exception>
    public static MemberList Of(List<ListedMember> members)
    {
        Unite(members);
        return members.Count == 0 ? Empty : new([.. members]);
    }

    /// <summary>Sorts a list and makes members one that are there twice, in place.</summary>
    /// <exception cref="ScimException">As for <see cref="Of(List{ListedMember})"/>.</exception>
    public static void Unite(List<ListedMember> members)
    {
        members.Sort(static (one, other) =>
            string.CompareOrdinal(one.Id, other.Id) is var order and not 0 ? order : one.Index.CompareTo(other.Index));
        var kept = 0;
        for (var next = 0; next < members.Count; next++)
        {
            if (kept == 0 || !members[kept - 1].Id.Equals(members[next].Id, StringComparison.Ordinal))
            {
                members[kept++] = members[next];
                continue;
            }

            var (first, again) = (members[kept - 1], members[next]);
            if (first.IsGroup is { } said && again.IsGroup is { } other && said != other)
            {
                throw new ScimException(ScimError.Mutability(
                    "members.type is immutable, and a value of members has another one already. Remove that value and add it anew."));
            }

            members[kept - 1] = first with { IsGroup = first.IsGroup ?? again.IsGroup };
        }

        members.RemoveRange(kept, members.Count - kept);
        if (kept > ResourceLimits.Members)
        {
            throw new ScimException(ScimError.InvalidValue(
                $"members has more than {ResourceLimits.Members} values, which is the most that one request may list. Send fewer, and add the others by PATCH."));
        }
    }
}
