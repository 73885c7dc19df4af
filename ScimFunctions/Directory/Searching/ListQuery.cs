using ScimFunctions.Directory.Searching.Paging;

namespace ScimFunctions.Directory.Searching;

/// <summary>What a list is asked for (RFC 7644 §3.4.2, RFC 9865 §2).</summary>
/// <param name="Types">The resource types, in the order in which unsorted resources come.</param>
/// <param name="Count">The most resources wanted, 0 to <see cref="MostPerPage"/>.</param>
/// <param name="Descending">Whether the order of the attributes that the types are sorted by is turned round.</param>
public sealed record ListQuery(IReadOnlyList<TypeQuery> Types, int Count, bool Descending = false)
{
    /// <summary>How many resources stand on a page unless the client says.</summary>
    public const int DefaultPerPage = 100;

    /// <summary>How many resources stand on a page at the most.</summary>
    public const int MostPerPage = 1_000;

    /// <summary>The 1-based index of the first resource wanted, at least 1; without meaning where there is a <see cref="Walk"/>.</summary>
    public int StartIndex { get; init; } = 1;

    /// <summary>Where a cursor leads; null where pages are asked for by index.</summary>
    public Walk? Walk { get; init; }

    /// <summary>The 1-based index after the last resource wanted.</summary>
    internal long End => (long)StartIndex + Count;

    /// <summary>Whether any type is sorted by an attribute.</summary>
    internal bool IsSorted => Types.Any(type => type.SortBy is not null);
}
