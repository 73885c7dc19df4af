using System.Runtime.InteropServices;

namespace ScimFunctions.Directory.Checking.Facts;

/// <summary>All facts of a tenant group, eight bytes each, so that a million users are compared in some tens of
/// megabytes.</summary>
internal sealed class FactBook
{
    private readonly Lock _lock = new();
    private readonly List<ulong>[] _facts = [[], [], [], []];

    public void Add(IReadOnlyCollection<Fact> facts)
    {
        lock (_lock)
        {
            foreach (var fact in facts)
            {
                _facts[(int)fact.Side].Add(fact.Hash());
            }
        }
    }

    /// <summary>The hashes of the facts that are not met.</summary>
    public HashSet<ulong> Unmet()
    {
        foreach (var facts in _facts)
        {
            facts.Sort();
        }

        var unmet = new HashSet<ulong>();
        AddMissing(unmet, Of(FactSide.Claim), Of(FactSide.Grant));
        AddMissing(unmet, Of(FactSide.Grant), Of(FactSide.Claim));
        AddMissing(unmet, Of(FactSide.Need), Of(FactSide.Offer));
        return unmet;
    }

    private ReadOnlySpan<ulong> Of(FactSide side) => CollectionsMarshal.AsSpan(_facts[(int)side]);

    // Both are sorted.
    private static void AddMissing(HashSet<ulong> missing, ReadOnlySpan<ulong> wanted, ReadOnlySpan<ulong> there)
    {
        var next = 0;
        foreach (var fact in wanted)
        {
            while (next < there.Length && there[next] < fact)
            {
                next++;
            }

            if (next == there.Length || there[next] != fact)
            {
                missing.Add(fact);
            }
        }
    }
}
