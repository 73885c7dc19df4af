namespace ScimFunctions.Directory.Extensions;

/// <summary>
/// What a reference to a user or a group says: <c>https://…/groups/{group}/Users/{id}</c>, <c>../Users/{id}</c>,
/// <c>/Users/{id}</c>, <c>Users/{id}</c> or an id alone (RFC 7643 §2.3.7 and §2.4, <c>$ref</c>).
/// </summary>
/// <param name="TypeName">The name of the resource type, or null where the id stands alone.</param>
/// <param name="Id">The id.</param>
internal sealed record ResourceReference(string? TypeName, string Id)
{
    /// <summary>Reads a reference; null where it leads elsewhere than into the tenant group.</summary>
    public static ResourceReference? Parse(string text, string groupPath)
    {
        var parts = text.Split('/');
        var id = Uri.UnescapeDataString(parts[^1]);
        if (id.Length == 0 || id.AsSpan().ContainsAny(":?#"))
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new ResourceReference(null, id);
        }

        var typeName = parts[^2] switch { "Users" => "User", "Groups" => "Group", _ => null };
        var isRelative = parts[..^2].All(part => part is "" or "." or "..") && parts.Length <= 4;
        var isOfGroup = parts.Length >= 4 && parts[^4] is "groups" && parts[^3].Equals(groupPath, StringComparison.OrdinalIgnoreCase);
        return typeName is not null && (isRelative || isOfGroup) ? new ResourceReference(typeName, id) : null;
    }
}
