namespace ScimFunctions.Directory.Groups.Nesting;

/// <summary>A change of a group's members that was committed and is not yet made in full, as the row of nestings names it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Id">The intent.</param>
/// <param name="IsDeletion">Whether the group is gone, and all of its members go.</param>
internal sealed record PendingIntent(string Group, string Id, bool IsDeletion);
