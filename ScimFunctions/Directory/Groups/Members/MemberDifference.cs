namespace ScimFunctions.Directory.Groups.Members;

/// <summary>What leads from the members of a group to those that are wanted. Both come in the order of ids: the groups among
/// the members first, then the users, and the wanted ones for each of the two.</summary>
internal sealed class MemberDifference(MemberList wanted)
{
    private readonly bool[] _isThere = new bool[wanted.Count];
    private int _next;
    private bool _isAtUsers;

    /// <summary>Those that are members and not wanted.</summary>
    public List<MemberEdge> Gone { get; } = [];

    /// <summary>One that is wanted as a user and is a group, or the reverse; null where there is none.</summary>
    public ListedMember? Mistaken { get; private set; }

    /// <summary>Takes the next member.</summary>
    public void Meet(MemberEdge edge)
    {
        if (!edge.IsGroup && !_isAtUsers)
        {
            (_isAtUsers, _next) = (true, 0);
        }

        var order = -1;
        while (_next < wanted.Count && (order = string.CompareOrdinal(wanted[_next].Id, edge.Id)) < 0)
        {
            _next++;
        }

        if (_next == wanted.Count || order > 0)
        {
            Gone.Add(edge);
            return;
        }

        _isThere[_next] = true;
        if (wanted[_next].IsGroup is { } said && said != edge.IsGroup)
        {
            Mistaken ??= wanted[_next];
        }
    }

    /// <summary>Those that are wanted and are not members.</summary>
    public List<ListedMember> Missing()
    {
        var missing = new List<ListedMember>();
        for (var place = 0; place < wanted.Count; place++)
        {
            if (!_isThere[place])
            {
                missing.Add(wanted[place]);
            }
        }

        return missing;
    }
}
