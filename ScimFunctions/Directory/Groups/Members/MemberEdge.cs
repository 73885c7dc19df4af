namespace ScimFunctions.Directory.Groups.Members;

/// <summary>A member of a group.</summary>
/// <param name="IsGroup">Whether it is a group, and not a user.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct MemberEdge(bool IsGroup, string Id)
{
    /// <summary>The member that a key tells of, which begins with <paramref name="prefix"/>.</summary>
    public static MemberEdge Of(string key, string prefix) => new(key[prefix.Length] == 'g', key[(prefix.Length + 2)..]);
}

/// <summary>A member that is added or removed.</summary>
internal readonly record struct EdgeChange(bool Added, MemberEdge Edge);
