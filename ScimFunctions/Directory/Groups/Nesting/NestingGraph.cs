using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Nesting;

/// <summary>
/// Which groups are in which, of a whole tenant group. It is one row, which every change of nesting replaces if
/// unchanged: so two processes cannot close a circle together, and what contains a group is known by one read.
/// </summary>
internal sealed class NestingGraph
{
    /// <summary>How many groups may be above one, counted along the longest way.</summary>
    public const int Deepest = 10;

    /// <summary>The most nestings in a tenant group: as many as one row holds.</summary>
    public const int MostNestings = 5_000;

    /// <summary>The most changes of members that are being made at once.</summary>
    public const int MostPending = 16;

    private readonly SortedDictionary<string, SortedSet<string>> _parents;
    private readonly SortedDictionary<string, PendingIntent> _pending;
    private readonly string? _version;

    private NestingGraph(Row? row)
    {
        _parents = NestingRow.Read(row);
        _pending = NestingRow.ReadPending(row);
        _version = row?.ETag;
        ContentVersion = _parents.Count == 0 ? "" : NestingRow.Hash(row!);
    }

    /// <summary>The graph of its row; without one, nothing is nested.</summary>
    public static NestingGraph Of(Row? row) => new(row);

    /// <summary>What is the same as long as all nestings are, as they were read; empty where nothing is nested.</summary>
    public string ContentVersion { get; }

    /// <summary>The changes of members that are being made, by group. What reads the rows of members has to heed them.</summary>
    public IReadOnlyDictionary<string, PendingIntent> Pending => _pending;

    /// <summary>Whether a change of so many members may begin.</summary>
    public bool HasRoom => _pending.Count < MostPending;

    /// <summary>Tells readers that a change of members is being made.</summary>
    public void Begin(PendingIntent intent) => _pending[intent.Group] = intent;

    /// <summary>Tells readers that it is made. False where it was told before.</summary>
    public bool End(string group, string id) => _pending.GetValueOrDefault(group)?.Id == id && _pending.Remove(group);

    /// <summary>The groups that contain this one directly.</summary>
    public IReadOnlyCollection<string> ParentsOf(string group) => _parents.GetValueOrDefault(group) ?? [];

    /// <summary>A group and all that are in it, be it by way of others.</summary>
    public IReadOnlyCollection<string> AtAndBelow(string group)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal) { group };
        if (_parents.Count == 0)
        {
            return found;
        }

        var children = Children();
        var next = new Stack<string>([group]);
        while (next.TryPop(out var at))
        {
            foreach (var child in children.GetValueOrDefault(at) ?? [])
            {
                if (found.Add(child))
                {
                    next.Push(child);
                }
            }
        }

        return found;
    }

    /// <summary>Whether anything is in the group, or the group in anything.</summary>
    public bool Contains(string group) => _parents.ContainsKey(group) || _parents.Values.Any(parents => parents.Contains(group));

    /// <summary>All groups that contain one of these, each once, these left out unless one contains another.</summary>
    public SortedSet<string> Above(IEnumerable<string> groups)
    {
        var above = new SortedSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(groups);
        while (next.TryPop(out var group))
        {
            foreach (var parent in _parents.GetValueOrDefault(group) ?? [])
            {
                if (above.Add(parent))
                {
                    next.Push(parent);
                }
            }
        }

        return above;
    }

    /// <summary>Puts groups into another one, and gives the first that cannot be, with the reason; null where all can.</summary>
    public (string Child, string Reason)? Add(string parent, IReadOnlyCollection<string> added)
    {
        var above = Above([parent]);
        var levels = Deepest - 1 - Height(parent, _parents);
        var below = Children();
        var left = MostNestings - _parents.Values.Sum(parents => parents.Count);
        foreach (var child in added)
        {
            if (child == parent || above.Contains(child))
            {
                return (child, "is a group that contains this group, or is this group itself: groups cannot contain themselves. Remove it from members.");
            }

            if (Height(child, below) > levels)
            {
                return (child, $"is a group, and groups would be nested more than {Deepest} deep. Nest fewer groups in each other.");
            }

            if (--left < 0)
            {
                return (child, $"is a group, and {MostNestings} groups are in groups already, which is the most that is kept. Make its users members instead.");
            }
        }

        foreach (var child in added)
        {
            if (!_parents.TryGetValue(child, out var parents))
            {
                _parents.Add(child, parents = new(StringComparer.Ordinal));
            }

            parents.Add(parent);
        }

        return null;
    }

    public void Remove(string child, string parent)
    {
        if (_parents.TryGetValue(child, out var parents) && parents.Remove(parent) && parents.Count == 0)
        {
            _parents.Remove(child);
        }
    }

    /// <summary>Takes a group out of all others, and all others out of it.</summary>
    public void Forget(string group)
    {
        _parents.Remove(group);
        foreach (var child in _parents.Where(nested => nested.Value.Contains(group)).Select(nested => nested.Key).ToArray())
        {
            Remove(child, group);
        }
    }

    /// <summary>The change that stores the graph, if nobody else has changed it since it was read.</summary>
    public RowChange ToChange() => NestingRow.Change(_parents, _pending.Values, _version);

    private static int Height(string group, IReadOnlyDictionary<string, SortedSet<string>> next)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return Of(group);

        int Of(string at)
        {
            if (!known.TryGetValue(at, out var height))
            {
                height = next.GetValueOrDefault(at) is { Count: > 0 } further ? 1 + further.Max(Of) : 0;
                known.Add(at, height);
            }

            return height;
        }
    }

    private Dictionary<string, SortedSet<string>> Children()
    {
        var children = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (child, parents) in _parents)
        {
            foreach (var parent in parents)
            {
                if (!children.TryGetValue(parent, out var those))
                {
                    children.Add(parent, those = new(StringComparer.Ordinal));
                }

                those.Add(child);
            }
        }

        return children;
    }
}
