using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Facts;

/// <summary>The rows that follow from a resource's document.</summary>
/// <param name="Own">The row of the document with the columns that follow, if it is unchanged: the resource's lock.</param>
/// <param name="Index">Its index rows, and the membership of a user, by key.</param>
internal sealed record ExpectedRows(ReplaceRow Own, IReadOnlyDictionary<string, InsertRow> Index)
{
    /// <summary>The rows of a resource; null where its document cannot be read.</summary>
    public static ExpectedRows? Of(StoredResource resource, ResourceCatalog catalog, DateTimeOffset now)
    {
        try
        {
            return resource is StoredUser user ? Of(user, catalog, now) : Of((StoredGroup)resource, catalog);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static ExpectedRows? Of(StoredUser user, ResourceCatalog catalog, DateTimeOffset now)
    {
        var document = user.ToResource();
        if (!IsOf(document, user) || document["active"] is not JsonValue active)
        {
            return null;
        }

        var index = new UserIndex(user.Id, document, active.GetValue<bool>(), catalog.User);
        var membership = UserRows.MembershipOf(user, index, now);
        return new ExpectedRows(
            UserRows.Rewrite(user, index, UserDocument.Write(document)), ByKey([.. index.Inserts().Cast<InsertRow>(), membership]));
    }

    private static ExpectedRows? Of(StoredGroup group, ResourceCatalog catalog)
    {
        var document = group.ToResource();
        if (!IsOf(document, group) || document["displayName"] is not JsonValue || document.ContainsKey(GroupResource.Members))
        {
            return null;
        }

        var index = new GroupIndex(group.Id, document, group.SharedName, catalog.Group);
        return new ExpectedRows(GroupRows.Rewrite(group, index), ByKey(index.Inserts().Cast<InsertRow>()));
    }

    private static bool IsOf(JsonObject document, StoredResource resource) =>
        document["id"] is JsonValue id && id.GetValue<string>() == resource.Id;

    private static Dictionary<string, InsertRow> ByKey(IEnumerable<InsertRow> rows) => rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
}
