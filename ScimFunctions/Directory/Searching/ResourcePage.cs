using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching.Paging;

namespace ScimFunctions.Directory.Searching;

/// <summary>A page of a list of resources.</summary>
/// <param name="TotalResults">How many resources match in all.</param>
/// <param name="Items">The resources, in order.</param>
/// <param name="Next">The way to the page after; null on the last one, and where pages are asked for by index.</param>
/// <param name="Previous">The way to the page before; null on the first one, and where pages are asked for by index.</param>
public sealed record ResourcePage(int TotalResults, IReadOnlyList<FoundResource> Items, Walk? Next, Walk? Previous);
