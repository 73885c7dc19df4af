using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory;

/// <summary>The users and SCIM groups of one tenant group as one process serves them, spoken to in the JSON that clients send.</summary>
internal sealed class GroupWorld
{
    public GroupWorld(ITable? behind = null, string partition = "11111111-1111-1111-1111-111111111111")
    {
        Table = new TamperedTable(behind ?? new InMemoryTable());
        Counted = new CountingTable(Table);
        var journal = new Journal(Counted, TimeProvider.System);
        Intents = new GroupIntents(Counted, Time);
        Relations = new RelationReader(Counted, Intents, TimeProvider.System);
        Users = new UserDirectory(Counted, journal, Relations, TimeProvider.System);
        Groups = new GroupDirectory(Counted, journal, Intents, TimeProvider.System);
        Group = new()
        {
            Id = partition,
            Path = "acme",
            Name = "Acme",
            DefaultRole = "guest",
            Created = DateTimeOffset.UnixEpoch,
        };
    }

    public TamperedTable Table { get; }

    public CountingTable Counted { get; }

    public UserDirectory Users { get; }

    public GroupDirectory Groups { get; }

    public RelationReader Relations { get; }

    public GroupIntents Intents { get; }

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public TenantGroup Group { get; set; }

    public ResourceCatalog Catalog { get; init; } = ResourceCatalog.Core;

    private ChangeContext Context => new("token-1", "correlation-1") { Catalog = Catalog };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes users of these names and gives their ids.</summary>
    public async Task<string[]> UsersAsync(params string[] names)
    {
        var ids = new string[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var body = new JsonObject { ["schemas"] = new JsonArray(SchemaUris.User), ["userName"] = names[i] };
            ids[i] = (await Users.CreateAsync(Group, ResourceReader.Read(body, ResourceTypes.User), null, Context, Cancellation)).Id;
        }

        return ids;
    }

    /// <summary>Makes a user of what a client sends.</summary>
    public Task<StoredUser> CreateUserAsync(string json)
    {
        var body = Parse(json);
        body["schemas"] = new JsonArray(SchemaUris.User);
        return Users.CreateAsync(Group, ResourceReader.Read(body, Catalog.User), ResourceReader.ReadClientId(body), Context, Cancellation);
    }

    /// <summary>Makes so many users and gives their ids.</summary>
    public Task<string[]> UsersAsync(int count) => UsersAsync([.. Enumerable.Range(0, count).Select(i => $"user-{i}")]);

    /// <summary>Makes a group of that name with these members.</summary>
    public Task<StoredGroup> CreateAsync(string name, params string[] members) =>
        CreateJsonAsync($$"""{ "displayName": "{{name}}", "members": {{Members(members)}} }""");

    public Task<StoredGroup> CreateJsonAsync(string json)
    {
        var content = Read(json);
        return Groups.CreateAsync(Group, content, MemberList.Of(content["members"] as JsonArray), Context, Cancellation);
    }

    /// <summary>Patches by the array of operations.</summary>
    public Task<StoredGroup> PatchAsync(string id, string operations, string? ifMatch = null) => Groups.PatchAsync(
        Group, id, PatchRequest.Parse(Parse($$"""{ "schemas": ["{{PatchRequest.Urn}}"], "Operations": {{operations}} }""")), ifMatch, Context, Cancellation);

    public Task<StoredGroup> AddAsync(string id, params string[] members) =>
        PatchAsync(id, $$"""[{ "op": "add", "path": "members", "value": {{Members(members)}} }]""");

    public Task<StoredGroup> RemoveAsync(string id, params string[] members) =>
        PatchAsync(id, $$"""[{ "op": "remove", "path": "members", "value": {{Members(members)}} }]""");

    public Task<StoredGroup> ReplaceAsync(string id, string json, string? ifMatch = null)
    {
        var content = Read(json);
        return Groups.ReplaceAsync(Group, id, content, MemberList.Of(content["members"] as JsonArray), ifMatch, Context, Cancellation);
    }

    public Task DeleteAsync(string id, string? ifMatch = null) => Groups.DeleteAsync(Group, id, ifMatch, Context, Cancellation);

    public Task DeleteUserAsync(string id, string? ifMatch = null) => Users.DeleteAsync(Group, id, ifMatch, Context, Cancellation);

    public async Task<StoredGroup> GetAsync(string id) => await Groups.GetAsync(Group, id, Cancellation);

    public async Task<StoredUser> UserAsync(string id) => await Users.GetAsync(Group, id, Cancellation);

    /// <summary>The ids of a group's members, in order.</summary>
    public async Task<string[]> MembersAsync(string id) =>
        [.. (await Relations.ReadAsync(Group, await GetAsync(id), WantedRelations.WithoutNames, Cancellation)).Relations.Select(member => member.Id).Order(StringComparer.Ordinal)];

    /// <summary>A resource as it is sent, with members or groups.</summary>
    public async Task<JsonObject> SentAsync(StoredResource resource, bool withDisplay = false)
    {
        using var buffer = new PooledBuffer(256);
        var found = await Relations.ReadAsync(Group, resource, withDisplay ? WantedRelations.WithNames : WantedRelations.WithoutNames, Cancellation);
        ResourceDocument.Send(buffer, found.Resource, found.Relations, UserWorld.BaseUrl);
        return Parse(UserWorld.Text(buffer.Written));
    }

    /// <summary>The groups of a user, each with its type, in order.</summary>
    public async Task<string[]> GroupsOfAsync(string user) =>
        [.. (await Relations.ReadAsync(Group, await UserAsync(user), WantedRelations.WithoutNames, Cancellation)).Relations.Select(group => $"{group.Type} {group.Id}").Order(StringComparer.Ordinal)];

    /// <summary>The error that a change ends with.</summary>
    public static async Task<ScimError> ErrorAsync(Func<Task> change) => (await Assert.ThrowsAsync<ScimException>(change)).Error;

    public static string Members(params string[] ids) => new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject { ["value"] = id })]).ToJsonString();

    /// <summary>Finishes what others left, and holds the rows against each other.</summary>
    public async Task CheckAsync()
    {
        await FinishAsync();
        await StoreCheck.CheckAsync(Table, Group.Id, Catalog);
    }

    /// <summary>Finds changes of members that are not made in full, and makes them, as a process does that begins.</summary>
    public async Task FinishAsync()
    {
        await Intents.SettledAsync();

        // So late that what is left of attempts that came to nothing is removed too.
        var intents = new GroupIntents(Table, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        await intents.LookAfterAsync(Group.Id);
        await intents.SettledAsync();
    }

    private JsonObject Read(string json)
    {
        var body = Parse(json);
        body["schemas"] = new JsonArray(SchemaUris.Group);
        return ResourceReader.Read(body, Catalog.Group);
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
