using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Searching;

/// <summary>What a list is asked for (RFC 7644 §3.4.2).</summary>
/// <param name="Filter">Which resources, or null for all.</param>
/// <param name="StartIndex">The 1-based index of the first resource wanted, at least 1.</param>
/// <param name="Count">The most resources wanted, 0 to <see cref="MostPerPage"/>.</param>
/// <param name="SortBy">The attribute that orders them, or null for the order of ids.</param>
/// <param name="Descending">Whether the order is turned round.</param>
public sealed record ListQuery(BoundFilter? Filter, int StartIndex, int Count, ResolvedPath? SortBy, bool Descending)
{
    /// <summary>How many resources stand on a page unless the client says.</summary>
    public const int DefaultPerPage = 100;

    /// <summary>How many resources stand on a page at the most.</summary>
    public const int MostPerPage = 1_000;

    /// <summary>The 1-based index after the last resource wanted.</summary>
    public long End => (long)StartIndex + Count;
}
