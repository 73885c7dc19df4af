using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Reading;

/// <summary>Where the documents of a resource type stand, and how its index rows name their resource.</summary>
/// <param name="TypeName">The name of the resource type.</param>
/// <param name="Prefix">What the keys of its documents begin with; the id follows, which holds nothing to escape.</param>
/// <param name="IdColumn">The column of an index row that holds the id.</param>
/// <param name="Read">The resource of a row.</param>
internal sealed record DocumentRows(string TypeName, string Prefix, string IdColumn, Func<Row, StoredResource> Read)
{
    public static DocumentRows Users { get; } = new("User", RowKeys.Users, ColumnNames.UserId, StoredUser.Of);

    public static DocumentRows Groups { get; } = new("Group", RowKeys.Groups, ColumnNames.GroupId, StoredGroup.Of);

    public static DocumentRows Of(ResourceType type) => type.Name == ResourceTypes.User.Name ? Users : Groups;

    /// <summary>The key of the document with that id.</summary>
    public string Key(string id) => Prefix + KeyEscape.Escape(id);

    /// <summary>The id in the key of a document.</summary>
    public string Id(Row row) => row.Key[Prefix.Length..];
}
