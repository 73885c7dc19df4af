namespace ScimFunctions.Directory.Identities;

/// <summary>The link from an extern_uid, which the identity provider's NameID carries, to a user.</summary>
/// <param name="ExternUid">The extern_uid: the user's <c>externalId</c>.</param>
/// <param name="UserId">The user's id.</param>
/// <param name="UserName">The user's userName.</param>
/// <param name="Active">Whether the identity is active, which it is as long as the user is.</param>
/// <param name="Role">The user's role in the tenant group.</param>
/// <param name="Version">The version of the user, without the quotes of an entity tag.</param>
public sealed record Identity(string ExternUid, string UserId, string UserName, bool Active, string Role, string Version);
