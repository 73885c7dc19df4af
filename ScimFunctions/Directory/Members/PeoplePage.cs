namespace ScimFunctions.Directory.Members;

/// <summary>A page of members or identities.</summary>
/// <param name="Items">Its elements; at times fewer than were asked for.</param>
/// <param name="Next">The position at which the next page begins; null where none does.</param>
public sealed record PeoplePage<T>(IReadOnlyList<T> Items, string? Next);
