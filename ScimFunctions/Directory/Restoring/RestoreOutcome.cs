using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Directory.Restoring;

/// <summary>How restoring a deleted user ended.</summary>
public abstract record RestoreOutcome;

/// <summary>The user is there again, with the id, the attributes and the role that it had; not in SCIM groups.</summary>
/// <param name="User">The user.</param>
public sealed record Restored(StoredUser User) : RestoreOutcome;

/// <summary>No user of this id was deleted: it is there, or there never was one.</summary>
/// <param name="IsThere">Whether it is there.</param>
public sealed record NotDeleted(bool IsThere) : RestoreOutcome;

/// <summary>The user was deleted, and the journal no longer has its last state.</summary>
public sealed record NoLongerInJournal : RestoreOutcome;

/// <summary>Another user has a value that must be unique.</summary>
/// <param name="Error">409 <c>uniqueness</c>, naming the attribute and the user that has its value.</param>
public sealed record ValueTaken(ScimError Error) : RestoreOutcome;
