namespace ScimFunctions.Directory.Members;

/// <summary>A user as a member of the tenant group.</summary>
/// <param name="UserId">The user's id.</param>
/// <param name="UserName">The user's userName.</param>
/// <param name="Role">The role, remembered while the membership is ended.</param>
/// <param name="Active">Whether the membership runs.</param>
/// <param name="Since">Since when it runs, or since when it is ended.</param>
/// <param name="Version">The version of the user, without the quotes of an entity tag.</param>
public sealed record Member(string UserId, string UserName, string Role, bool Active, DateTimeOffset Since, string Version);
