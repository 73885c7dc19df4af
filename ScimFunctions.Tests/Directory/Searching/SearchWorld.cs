using System.Text;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>The rows of users and groups of one tenant group, written as the directory writes them, and a search over them.</summary>
internal sealed class SearchWorld
{
    public const string BaseUrl = "https://example.com/api/scim/v2/groups/acme";

    private readonly InMemoryTable _table = new();

    public SearchWorld(int mostScanned = SearchLimits.OfEmbeddedStore, int mostRelations = 250_000)
    {
        Counted = new CountingTable(_table);
        var intents = new GroupIntents(Counted, TimeProvider.System);
        Search = new ResourceSearch(Counted, new RelationReader(Counted, intents, TimeProvider.System), intents, new SearchLimits(mostScanned) { MostRelations = mostRelations });
    }

    public static IReadOnlyList<ResourceType> Users { get; } = [ResourceTypes.User];

    public static IReadOnlyList<ResourceType> Groups { get; } = [ResourceTypes.Group];

    public static IReadOnlyList<ResourceType> All { get; } = ResourceCatalog.Core.Types;

    public CountingTable Counted { get; }

    public ResourceSearch Search { get; }

    public TenantGroup Group { get; } = new()
    {
        Id = "11111111-1111-1111-1111-111111111111",
        Path = "acme",
        Name = "Acme",
        DefaultRole = "guest",
        Created = DateTimeOffset.UnixEpoch,
    };

    public static IReadOnlyList<ResourceType> Types(string name) => name switch { "Users" => Users, "Groups" => Groups, _ => All };

    public Task AddUserAsync(string id, string userName, string attributes = "{}")
    {
        var user = Document(SchemaUris.User, id, attributes, "User");
        user.Insert(2, "userName", userName);
        List<Column> columns = [new("userName", userName), new("inGroups", true)];
        List<RowChange> changes = [new InsertRow(RowKeys.UserName(userName), Columns.Of(new Column("user", id)), default)];
        if (user["externalId"] is { } externalId)
        {
            columns.Add(new("externUid", externalId.GetValue<string>()));
            changes.Add(new InsertRow(RowKeys.Identity(externalId.GetValue<string>()), Columns.Of(new Column("user", id)), default));
        }

        return CommitAsync([new InsertRow(RowKeys.User(id), Columns.Of([.. columns]), Bytes(user)), .. changes]);
    }

    public Task AddGroupAsync(string id, string displayName, string attributes = "{}")
    {
        var group = Document(SchemaUris.Group, id, attributes, "Group");
        group.Insert(2, "displayName", displayName);
        List<RowChange> changes = [new InsertRow(RowKeys.GroupName(displayName), Columns.Of(new Column("group", id)), default)];
        if (group["externalId"] is { } externalId)
        {
            changes.Add(new InsertRow(RowKeys.GroupExternalId(externalId.GetValue<string>()), Columns.Of(new Column("group", id)), default));
        }

        return CommitAsync([new InsertRow(RowKeys.Group(id), Columns.None, Bytes(group)), .. changes]);
    }

    public Task AddMembersAsync(string group, params IEnumerable<string> users) => CommitAsync(
        [.. users.SelectMany(user => (RowChange[])[new InsertRow(RowKeys.UserMember(group, user), Columns.None, default), new InsertRow(RowKeys.MemberOf(user, group), Columns.None, default)])]);

    public async Task NestAsync(string parent, string child)
    {
        var graph = await _table.FindAsync(Group.Id, RowKeys.Nesting, CancellationToken.None) is { } row ? JsonNode.Parse(row.Document.Span)!.AsObject() : [];
        if (graph[child] is not JsonArray parents)
        {
            graph[child] = parents = [];
        }

        parents.Add((JsonNode)parent);
        await CommitAsync(
        [
            new InsertRow(RowKeys.GroupMember(parent, child), Columns.None, default),
            new InsertRow(RowKeys.Parent(child, parent), Columns.None, default),
            new UpsertRow(RowKeys.Nesting, Columns.None, Bytes(graph)),
        ]);
    }

    public Task RemoveUserAsync(string id) => CommitAsync([new DeleteRow(RowKeys.User(id))]);

    public Task<ResourcePage> ListAsync(
        IReadOnlyList<ResourceType> types, string? filter = null, string? sortBy = null, bool descending = false, int start = 1, int count = 100, Walk? walk = null) =>
        Search.ListAsync(Group, Queries.Of(types, filter, sortBy, descending, start, count, walk), BaseUrl, CancellationToken.None);

    public static string[] Ids(ResourcePage page) => [.. page.Items.Select(item => item.Resource.Id)];

    private static JsonObject Document(string schema, string id, string attributes, string type)
    {
        var document = new JsonObject { ["schemas"] = new JsonArray(JsonValue.Create(schema)), ["id"] = id };
        foreach (var (name, value) in JsonNode.Parse(attributes)!.AsObject())
        {
            document[name] = value!.DeepClone();
        }

        document["meta"] = new JsonObject
        {
            ["resourceType"] = type,
            ["created"] = "2026-01-31T08:30:00.000Z",
            ["lastModified"] = "2026-01-31T08:30:00.000Z",
        };
        return document;
    }

    private static byte[] Bytes(JsonObject document) => Encoding.UTF8.GetBytes(document.ToJsonString());

    private async Task CommitAsync(IReadOnlyList<RowChange> changes)
    {
        // What is written past the directory is not counted: the next list is to count anew.
        await _table.CommitAsync(Group.Id, [.. RowKeys.CountedTypes.Select(type => new UpsertRow(RowKeys.Buckets(type), Columns.None, default))], CancellationToken.None);
        foreach (var batch in changes.Chunk(100))
        {
            _ = (Committed)await _table.CommitAsync(Group.Id, batch, CancellationToken.None);
        }
    }
}
