namespace ScimFunctions.Storage;

/// <summary>A run of keys of one partition, in ascending ordinal order of the keys.</summary>
/// <param name="From">The first key that belongs to the run (inclusive).</param>
/// <param name="To">The first key after the run (exclusive).</param>
/// <param name="PageSize">The most rows that one read gives, 1 to 1,000.</param>
public sealed record RowRange(string From, string To, int PageSize)
{
    /// <summary>Whether rows come with their keys alone (<see cref="Row.OfKey"/>), which is cheaper.</summary>
    public bool KeysOnly { get; init; }

    /// <summary>All keys that begin with <paramref name="prefix"/>, which is not empty and ends below <c>~</c>.</summary>
    public static RowRange Prefix(string prefix, int pageSize) =>
        new(prefix, string.Concat(prefix.AsSpan(0, prefix.Length - 1), ((char)(prefix[^1] + 1)).ToString()), pageSize);

    /// <summary>What is left of the run after <paramref name="key"/>.</summary>
    public RowRange After(string key) => this with { From = key + "\u0021" };
}

/// <summary>One page of a range.</summary>
/// <param name="Rows">The rows in ascending order of their keys.</param>
/// <param name="More">Whether rows may follow; read on with <see cref="RowRange.After"/> the last key.</param>
public sealed record RowPage(IReadOnlyList<Row> Rows, bool More);
