using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas.Reading;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Extensions;

/// <summary>A tenant group <c>acme</c> whose extensions an administrator changes.</summary>
internal sealed class RegistryWorld
{
    private RegistryWorld()
    {
        Counted = new CountingTable(Table);
        Groups = new TenantGroupRegistry(Counted, Time);
        Catalogs = new CatalogReader(Counted, Time);
        Registry = new ExtensionRegistry(Counted, Groups, Catalogs, Time);
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public FakeTimeProvider Time { get; } = new();

    public TamperedTable Table { get; } = new();

    public CountingTable Counted { get; }

    public TenantGroupRegistry Groups { get; }

    public CatalogReader Catalogs { get; }

    public ExtensionRegistry Registry { get; }

    public static async Task<RegistryWorld> CreateAsync()
    {
        var world = new RegistryWorld();
        await world.Groups.CreateAsync("acme", null, Cancellation);
        return world;
    }

    public async Task<TenantGroup> GroupAsync() => (await Groups.FindAsync("acme", Cancellation))!.Group;

    public Task<ExtensionOutcome> RegisterAsync(string urn, string attributes = """[{"name":"a"}]""", string type = "User") =>
        Registry.RegisterAsync("acme", new SchemaRegistration(type, Schema(urn, attributes), Required: false), Cancellation);

    public async Task<string> UrnsAsync() => string.Join(' ', (await Catalogs.RegistrationsAsync(await GroupAsync(), Cancellation))
        .Select(registration => (registration.Removed ? "-" : "") + registration.Schema.Id));

    private static ScimFunctions.Protocol.Schemas.Schema Schema(string urn, string attributes) =>
        SchemaReader.Read(JsonNode.Parse($$"""{"id":"{{urn}}","name":"A","attributes":{{attributes}} }"""), "schema");
}
