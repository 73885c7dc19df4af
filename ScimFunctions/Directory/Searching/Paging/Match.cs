using ScimFunctions.Directory.Resources;

namespace ScimFunctions.Directory.Searching.Paging;

/// <summary>A resource that matches.</summary>
/// <param name="Place">Its place in the list.</param>
/// <param name="Resource">The resource; null where it was not read, or not kept.</param>
internal sealed record Match(Place Place, StoredResource? Resource);

/// <summary>The matches of one page.</summary>
/// <param name="Total">How many matches there are in all.</param>
/// <param name="Matches">Those of the page, in order.</param>
/// <param name="Next">The way to the page after.</param>
/// <param name="Previous">The way to the page before.</param>
internal sealed record MatchPage(int Total, IReadOnlyList<Match> Matches, Walk? Next = null, Walk? Previous = null);
