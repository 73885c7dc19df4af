using System.Text.Json;

namespace ScimFunctions.Protocol.Projections;

/// <summary>Which members of a JSON object are written: each whole, in part, or not.</summary>
/// <param name="members">The members that are decided by name.</param>
/// <param name="othersToo">Whether members without such a decision are written.</param>
internal sealed class Selection(IReadOnlyList<SelectedMember> members, bool othersToo)
{
    /// <summary>Whether everything is written, so that the object can be copied.</summary>
    public bool IsWhole { get; } = othersToo && members.All(member => member.Kind == SelectionKind.Whole);

    /// <summary>The decision on the member whose name the reader is at.</summary>
    public SelectedMember Find(ref readonly Utf8JsonReader reader)
    {
        foreach (var member in members)
        {
            if (reader.ValueTextEquals(member.Name))
            {
                return member;
            }
        }

        return othersToo ? SelectedMember.OfOthers : SelectedMember.Omitted;
    }

    /// <summary>What is written of the member of that name, where that is a part of it.</summary>
    public Selection? Within(string name) => members.FirstOrDefault(member => member.Name.Equals(name, StringComparison.Ordinal))?.Inner;

    /// <summary>The decision on the member of that name.</summary>
    public SelectionKind KindOf(string name) => Find(name).Kind;

    private SelectedMember Find(string name)
    {
        foreach (var member in members)
        {
            if (member.Name.Equals(name, StringComparison.Ordinal))
            {
                return member;
            }
        }

        return othersToo ? SelectedMember.OfOthers : SelectedMember.Omitted;
    }
}

internal enum SelectionKind
{
    Omit,
    Whole,
    Part,
    Values,
}

/// <summary>A decision on one member; <paramref name="Inner"/> says what of it is written where that is a part.</summary>
internal sealed record SelectedMember(string Name, SelectionKind Kind, Selection? Inner)
{
    /// <summary>The strings of an array that are left out.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>A decision to write an array of strings without some.</summary>
    public static SelectedMember WithoutValues(string name, IReadOnlyList<string> values) => new(name, SelectionKind.Values, null) { Values = values };

    public static SelectedMember OfOthers { get; } = new("", SelectionKind.Whole, null);

    public static SelectedMember Omitted { get; } = new("", SelectionKind.Omit, null);
}
