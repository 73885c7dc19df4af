namespace ScimFunctions.Directory.Searching.Paging;

/// <summary>
/// The place of a resource in a list. No two resources share one, and one keeps its place while its own sort key stays,
/// whatever becomes of the others.
/// </summary>
/// <param name="Key">What it is sorted by.</param>
/// <param name="Type">Which of the query's resource types it has, from 0.</param>
/// <param name="Id">Its id.</param>
public sealed record Place(SortKey Key, int Type, string Id)
{
    /// <summary>The order of two places: by sort key, ascending or descending, then by type and id, always ascending.</summary>
    public static int Compare(Place left, Place right, bool descending)
    {
        var order = SortKey.Compare(left.Key, right.Key);
        if (order != 0)
        {
            return descending ? -order : order;
        }

        order = left.Type.CompareTo(right.Type);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }
}
