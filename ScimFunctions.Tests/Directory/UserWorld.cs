using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Identities;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Directory.Searching;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Directory;

/// <summary>The users of one tenant group as one process serves them, spoken to in the JSON that clients send.</summary>
internal sealed class UserWorld
{
    public const string BaseUrl = "https://example.com/api/scim/v2/groups/acme";

    public UserWorld(ITable? behind = null, TimeProvider? time = null)
    {
        Table = new TamperedTable(behind);
        Counted = new CountingTable(Table);
        time ??= Time;
        var intents = new GroupIntents(Counted, time);
        var relations = new RelationReader(Counted, intents, TimeProvider.System);
        Users = new UserDirectory(Counted, new Journal(Counted, time), relations, time);
        Members = new MemberReader(Counted);
        var identities = new IdentityReader(Counted);
        Identities = new IdentityDirectory(identities, Users);
        IdentityReader = identities;
        Search = new ResourceSearch(Counted, relations, intents, new SearchLimits(SearchLimits.OfEmbeddedStore));
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));

    public TamperedTable Table { get; }

    public CountingTable Counted { get; }

    public UserDirectory Users { get; }

    public ResourceSearch Search { get; }

    public MemberReader Members { get; }

    public IdentityDirectory Identities { get; }

    public IdentityReader IdentityReader { get; }

    /// <summary>The resource types that requests are read by, which a test may change on the way.</summary>
    public ResourceCatalog Catalog { get; set; } = ResourceCatalog.Core;

    public ChangeContext Context => new("token-1", "correlation-1") { Catalog = Catalog };

    public TenantGroup Group { get; set; } = new()
    {
        Id = "11111111-1111-1111-1111-111111111111",
        Path = "acme",
        Name = "Acme",
        DefaultRole = "guest",
        Created = DateTimeOffset.UnixEpoch,
    };

    public Task<StoredUser> CreateAsync(string json)
    {
        var body = ParseUser(json);
        var content = ResourceReader.Read(body, Catalog.User);
        return Users.CreateAsync(Group, content, ResourceReader.ReadClientId(body), Context, CancellationToken.None);
    }

    /// <summary>Patches by the array of operations.</summary>
    public Task<StoredUser> PatchAsync(string id, string operations, string? ifMatch = null)
    {
        var patch = PatchRequest.Parse(Parse($$"""{ "schemas": ["{{PatchRequest.Urn}}"], "Operations": {{operations}} }"""));
        return Users.PatchAsync(Group, id, Apply, ifMatch, Context, CancellationToken.None);

        JsonObject Apply(JsonObject resource)
        {
            Patcher.Apply(resource, patch, Catalog.User);
            return resource;
        }
    }

    /// <summary>Replaces one attribute.</summary>
    public Task<StoredUser> SetAsync(string id, string path, string json) =>
        PatchAsync(id, $$"""[{ "op": "replace", "path": "{{path.Replace("\"", "\\\"", StringComparison.Ordinal)}}", "value": {{json}} }]""");

    public Task<StoredUser> ReplaceAsync(string id, string json) =>
        Users.ReplaceAsync(Group, id, ResourceReader.Read(ParseUser(json), Catalog.User), null, Context, CancellationToken.None);

    public Task<StoredUser> SetRoleAsync(string id, string role) =>
        Users.SetRoleAsync(Group, id, role, null, Context, CancellationToken.None);

    public Task DeleteAsync(string id) => Users.DeleteAsync(Group, id, null, Context, CancellationToken.None);

    public async Task<UserList> ListAsync(string? filter, string? sortBy = null, bool descending = false, int start = 1, int count = 100)
    {
        var page = await Search.ListAsync(Group, Queries.Of([Catalog.User], filter, sortBy, descending, start, count), BaseUrl, CancellationToken.None);
        return new UserList(page.TotalResults, [.. page.Items.Select(item => (StoredUser)item.Resource)]);
    }

    /// <summary>A user as it is sent.</summary>
    public static JsonObject Sent(StoredUser user)
    {
        using var buffer = new PooledBuffer(256);
        ResourceDocument.Send(buffer, user, [], BaseUrl);
        return JsonNode.Parse(buffer.Written.Span)!.AsObject();
    }

    /// <summary>The batch that was sent last: each change's verb and key, those of the journal, lane, counts and fence left out.</summary>
    public IReadOnlyList<string> LastChanges() =>
        [.. Table.Batches.Last().Where(change => change.Key is not ("k" or ['j' or 'l' or 'c', ':', ..])).Select(change => $"{change.GetType().Name} {change.Key}").Order(StringComparer.Ordinal)];

    /// <summary>The journal row of the batch that was sent last.</summary>
    public InsertRow LastEntry() => Table.Batches.Last().OfType<InsertRow>().Single(change => change.Key.StartsWith("j:", StringComparison.Ordinal));

    public Task CheckAsync() => StoreCheck.CheckAsync(Table, Group.Id, Catalog);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    private static JsonObject ParseUser(string json)
    {
        var user = Parse(json);
        user["schemas"] = new JsonArray(SchemaUris.User, SchemaUris.EnterpriseUser);
        return user;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}

/// <summary>A page of users.</summary>
internal sealed record UserList(int TotalResults, IReadOnlyList<StoredUser> Users);
