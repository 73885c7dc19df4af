namespace ScimFunctions.Directory.Groups.Members;

/// <summary>A member as a client lists it.</summary>
/// <param name="Id">Its id, which may be no resource's.</param>
/// <param name="IsGroup">Whether it is a group; null where the client did not say.</param>
/// <param name="Index">Where it stands in the client's list, from 0.</param>
public readonly record struct ListedMember(string Id, bool? IsGroup, int Index)
{
    /// <summary>What a <c>type</c> says of a member; null where it says nothing that is known.</summary>
    public static bool? SaysGroup(string? type) =>
        "User".Equals(type, StringComparison.OrdinalIgnoreCase) ? false
        : "Group".Equals(type, StringComparison.OrdinalIgnoreCase) ? true
        : null;
}
