namespace ScimFunctions.Directory.Searching.Paging;

/// <summary>The way to a page: from a place on, the place itself left out, or from an end of the list.</summary>
/// <param name="From">The place; null for the beginning, or the end where the way leads backward.</param>
/// <param name="Backward">Whether the page lies before the place.</param>
public sealed record Walk(Place? From, bool Backward)
{
    /// <summary>To the first page.</summary>
    public static Walk First { get; } = new(null, Backward: false);
}
