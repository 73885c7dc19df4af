namespace ScimFunctions.Directory.Resources;

/// <summary>One element of a group's <c>members</c> (RFC 7643 §4.2) or of a user's <c>groups</c> (§4.1.2).</summary>
/// <param name="Id">The id of the resource that is referred to: <c>value</c>.</param>
/// <param name="TypeName">The resource type of what is referred to, which <c>$ref</c> leads to.</param>
/// <param name="Type">What is sent as <c>type</c>: <c>User</c> or <c>Group</c>, <c>direct</c> or <c>indirect</c>.</param>
/// <param name="Display">The name of what is referred to, where it was asked for.</param>
public sealed record Relation(string Id, string TypeName, string Type, string? Display)
{
    private const string User = "User", Group = "Group";

    /// <summary>A member of a group, without its name.</summary>
    internal static Relation OfMember(bool isGroup, string id) => isGroup ? new(id, Group, Group, null) : new(id, User, User, null);
}
