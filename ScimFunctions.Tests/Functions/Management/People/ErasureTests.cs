using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.People;

/// <summary>Erasing a person.</summary>
public abstract class ErasureTests(InProcessServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_of_the_person_is_left_and_everything_of_others_is(bool deletedBefore)
    {
        var session = await ManagementSession.NewAsync(server);
        var eve = await session.Users.CreateAsync("eve", "eve-1");
        var ada = await session.Users.SendAsync("POST", "/Users", Ada("ada-secret-uid"));
        ada.Is(HttpStatusCode.Created);
        await session.Users.SendAsync("POST", "/Groups", $$"""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales","members":[{"value":"{{ada.Id}}"},{"value":"{{eve.Id}}"}]}
            """);
        await session.Users.PatchAsync(ada.Id, """[{"op":"replace","path":"title","value":"secret-title"}]""");
        (await session.Users.CreateAsync("ada-secret")).IsError(409, "uniqueness");
        await session.Users.GetAsync($"/Users/{ada.Id}?attributes=[");
        await session.SendAsync("GET", "/log");
        if (deletedBefore)
        {
            await session.Users.SendAsync("DELETE", "/Users/" + ada.Id);
        }

        var places = await JournalAsync(session);
        var receipt = (await session.SendAsync("POST", "/erasures", """{"externUid":"ada-secret-uid"}""")).Is(HttpStatusCode.Created);

        Assert.Equal(ada.Id, (string?)receipt.Json["userId"]);
        Assert.InRange((int)receipt.Json["journalEntriesErased"]!, 3, 6);
        Assert.Equal(deletedBefore, (int)receipt.Json["rowsErased"]! == 0);
        Assert.DoesNotContain("secret", receipt.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", string.Join('\n', await EverythingAsync(session)), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(places.Except(await JournalAsync(session), StringComparer.Ordinal));
        (await session.Users.GetAsync("/Users/" + ada.Id)).IsError(404);
        (await session.Users.GetAsync("/Users/" + eve.Id)).Is(HttpStatusCode.OK);
        ManagementSession.IsProblem(await session.SendAsync("POST", $"/users/{ada.Id}/restore"), HttpStatusCode.Gone);
        Assert.Contains("created", (await session.SendAsync("GET", "/log?user=" + ada.Id)).Body, StringComparison.Ordinal);
        Assert.Equal($$"""{"items":[{{receipt.Body}}]}""", (await session.SendAsync("GET", "/erasures")).Body);
    }

    [Fact]
    public async Task Exports_that_were_made_are_named()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = (await session.Users.CreateAsync("ada")).Id;
        using var file = new MemoryStream();
        await new TenantExport(server.Table, new CatalogReader(server.Table, TimeProvider.System), new GroupIntents(server.Table, TimeProvider.System), TimeProvider.System)
            .RunAsync(await GroupAsync(session), ExportPosition.Start, file, _ => { }, Cancellation);
        var head = JsonNode.Parse(System.Text.Encoding.UTF8.GetString(file.ToArray()).Split('\n')[0])!;

        var receipt = (await session.SendAsync("POST", "/erasures", $$"""{"userId":"{{ada}}"}""")).Is(HttpStatusCode.Created);

        Assert.Equal([(string?)head["export"]!["id"]], receipt.Json["exports"]!.AsArray().Select(id => (string?)id));
    }

    [Fact]
    public async Task A_chosen_id_is_erased_too()
    {
        var session = await ManagementSession.NewAsync(server);
        var eve = await session.Users.CreateAsync("eve");
        var user = JsonNode.Parse(Ada("ada-secret-uid"))!.AsObject();
        user["id"] = "ada-secret-uid";
        var ada = (await session.Users.SendAsync("POST", "/Users", user.ToJsonString())).Is(HttpStatusCode.Created);
        Assert.Equal("ada-secret-uid", ada.Id);
        (await session.Users.SendAsync("POST", "/Groups", $$"""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Sales","members":[{"value":"ada-secret-uid"},{"value":"{{eve.Id}}"}]}
            """)).Is(HttpStatusCode.Created);
        await session.Users.GetAsync("/Users/ada-secret-uid?attributes=[");

        var receipt = (await session.SendAsync("POST", "/erasures", """{"userId":"ada-secret-uid"}""")).Is(HttpStatusCode.Created);

        Assert.False(receipt.Json.ContainsKey("userId"));
        Assert.DoesNotContain("secret", string.Join('\n', await EverythingAsync(session)), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", (await session.SendAsync("GET", "/log")).Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Repeating_it_erases_nothing_more()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.SendAsync("POST", "/Users", Ada("ada-secret-uid"));
        (await session.SendAsync("POST", "/erasures", $$"""{"userId":"{{ada.Id}}"}""")).Is(HttpStatusCode.Created);

        var again = (await session.SendAsync("POST", "/erasures", $$"""{"userId":"{{ada.Id}}"}""")).Is(HttpStatusCode.Created);

        Assert.Equal((0, 0, 0), ((int)again.Json["rowsErased"]!, (int)again.Json["journalEntriesErased"]!, (int)again.Json["logEntriesErased"]!));
        ManagementSession.IsProblem(await session.SendAsync("POST", "/erasures", """{"externUid":"ada-secret-uid"}"""), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_last_owner_is_not_erased()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.SendAsync("POST", "/Users", Ada("ada-secret-uid"));
        await session.SendAsync("PATCH", "/members/" + ada.Id, """{"role":"owner"}""");
        ManagementSession.IsProblem(await session.SendAsync("POST", "/erasures", $$"""{"userId":"{{ada.Id}}"}"""), HttpStatusCode.Conflict);
        (await session.Users.GetAsync("/Users/" + ada.Id)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Someone_with_the_same_name_is_made_anew()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.SendAsync("POST", "/Users", Ada("ada-secret-uid"));
        (await session.SendAsync("POST", "/erasures", $$"""{"userId":"{{ada.Id}}"}""")).Is(HttpStatusCode.Created);
        var again = (await session.Users.SendAsync("POST", "/Users", Ada("ada-secret-uid"))).Is(HttpStatusCode.Created);
        Assert.NotEqual(ada.Id, again.Id);
    }

    [Theory]
    [InlineData("{}", "userId")]
    [InlineData("""{"userId":"a","externUid":"b"}""", "userId")]
    [InlineData("""{"userId":5}""", "userId")]
    [InlineData("""{"name":"x"}""", "name")]
    public async Task A_wrong_body_names_the_field(string body, string field)
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendAsync("POST", "/erasures", body), HttpStatusCode.BadRequest, field);
    }

    [Fact]
    public async Task Who_never_was_is_not_found()
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendAsync("POST", "/erasures", """{"userId":"nobody"}"""), HttpStatusCode.NotFound);
        Assert.Equal("""{"items":[]}""", (await session.SendAsync("GET", "/erasures")).Body);
    }

    private static string Ada(string externUid) => TenantSession.User(new JsonObject
    {
        ["userName"] = "ada-secret",
        ["externalId"] = externUid,
        ["displayName"] = "secret-name",
        ["emails"] = new JsonArray(new JsonObject { ["value"] = "ada@secret.example" }),
    });

    // Keys, columns and documents of every row.
    private async Task<string[]> EverythingAsync(ManagementSession session)
    {
        var page = await server.Table.ReadAsync(await PartitionAsync(session), new RowRange("!", "~", 1_000), Cancellation);
        Assert.False(page.More);
        return [.. page.Rows.Select(row =>
            $"{row.Key} {string.Join(' ', row.Columns.ToList().Select(column => column.Value))} {System.Text.Encoding.UTF8.GetString(row.Document.Span)}")];
    }

    private async Task<string[]> JournalAsync(ManagementSession session) =>
        [.. (await server.Table.ReadAsync(await PartitionAsync(session), RowRange.Prefix("j:", 1_000), Cancellation)).Rows.Select(row => row.Key)];

    private async Task<string> PartitionAsync(ManagementSession session) => (await GroupAsync(session)).Id;

    private async Task<TenantGroup> GroupAsync(ManagementSession session) =>
        (await new TenantGroupRegistry(server.Table, TimeProvider.System).FindAsync(session.Path, Cancellation))!.Group;
}

public sealed class EmbeddedErasureTests(EmbeddedServer server) : ErasureTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteErasureTests(AzuriteServer server) : ErasureTests(server), IClassFixture<AzuriteServer>;
