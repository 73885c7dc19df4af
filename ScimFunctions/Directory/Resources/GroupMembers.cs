using ScimFunctions.Directory.Groups;

namespace ScimFunctions.Directory.Resources;

/// <summary>A SCIM group and the members that this version of it has.</summary>
/// <param name="Group">The group as it was read last.</param>
/// <param name="Members">Its members.</param>
public sealed record GroupMembers(StoredGroup Group, MemberIds Members);
