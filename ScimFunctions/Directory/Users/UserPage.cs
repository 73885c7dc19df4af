namespace ScimFunctions.Directory.Users;

/// <summary>A page of a list of users.</summary>
/// <param name="TotalResults">How many users match in all.</param>
/// <param name="StartIndex">The 1-based index of the first one here.</param>
/// <param name="Users">The users, in order.</param>
public sealed record UserPage(int TotalResults, int StartIndex, IReadOnlyList<StoredUser> Users);
