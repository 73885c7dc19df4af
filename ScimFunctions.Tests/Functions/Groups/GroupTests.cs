using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>SCIM groups over HTTP, verb by verb (RFC 7644 §3.3 to §3.6).</summary>
public abstract class GroupTests(InProcessServer server)
{
    [Fact]
    public async Task Created_group_tells_its_place_and_version()
    {
        var session = await TenantSession.NewAsync(server);
        var ada = (await session.CreateAsync("ada")).Id;
        var made = (await session.CreateGroupAsync("Sales", ada)).Is(HttpStatusCode.Created);
        Assert.Equal($"{session.Tenant.BaseUri.AbsoluteUri}/Groups/{made.Id}", made.Header("Location"));
        Assert.Equal(made.Header("Location"), made.Header("Content-Location"));
        Assert.Equal((string?)made.Json["meta"]!["location"], made.Header("Location"));
        Assert.Equal((string?)made.Json["meta"]!["version"], made.ETag);
        Assert.Equal("Group", (string?)made.Json["meta"]!["resourceType"]);
        Assert.Equal($"[\"{GroupSession.Schema}\"]", made.Json["schemas"]!.ToJsonString());
        Assert.Equal([ada], GroupSession.MembersOf(made.Json));
    }

    [Fact]
    public async Task Group_is_read_as_it_was_made()
    {
        var session = await TenantSession.NewAsync(server);
        var made = (await session.CreateGroupAsync("Sales", (await session.CreateAsync("ada")).Id)).Is(HttpStatusCode.Created);
        var got = (await session.GetAsync("/Groups/" + made.Id)).Is(HttpStatusCode.OK);
        Assert.Equal(made.Body, got.Body);
        Assert.Equal(made.ETag, got.ETag);
        var head = await session.SendAsync("HEAD", "/Groups/" + made.Id);
        Assert.Empty(head.Is(HttpStatusCode.OK).Body);
        Assert.Equal(made.ETag, head.ETag);
    }

    [Fact]
    public async Task Known_version_is_not_sent_again()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateGroupAsync("Sales");
        Assert.Empty((await session.SendAsync("GET", "/Groups/" + made.Id, (string?)null, ("If-None-Match", made.ETag))).Is(HttpStatusCode.NotModified).Body);
    }

    [Fact]
    public async Task Replaced_group_has_the_new_members_alone()
    {
        var session = await TenantSession.NewAsync(server);
        var (ada, bob) = ((await session.CreateAsync("ada")).Id, (await session.CreateAsync("bob")).Id);
        var made = await session.CreateGroupAsync("Sales", ada);
        var put = (await session.SendAsync("PUT", "/Groups/" + made.Id, GroupSession.Body("Marketing", bob))).Is(HttpStatusCode.OK);
        Assert.Equal("Marketing", (string?)put.Json["displayName"]);
        Assert.Equal([bob], GroupSession.MembersOf(put.Json));
        Assert.NotEqual(made.ETag, put.ETag);
    }

    [Fact]
    public async Task Patched_group_is_204_with_its_version_and_no_body()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateGroupAsync("Sales");
        var ada = (await session.CreateAsync("ada")).Id;
        var patched = await session.PatchGroupAsync(made.Id, $$"""[{"op":"add","path":"members","value":[{"value":"{{ada}}"}]}]""");
        Assert.Empty(patched.Is(HttpStatusCode.NoContent).Body);
        Assert.NotEqual(made.ETag, patched.ETag);
        Assert.Equal((await session.GetAsync("/Groups/" + made.Id)).ETag, patched.ETag);
        Assert.Equal([ada], await session.MembersAsync(made.Id));
    }

    [Fact]
    public async Task Deleted_group_is_gone_and_its_members_stay()
    {
        var session = await TenantSession.NewAsync(server);
        var ada = (await session.CreateAsync("ada")).Id;
        var made = await session.CreateGroupAsync("Sales", ada);
        (await session.SendAsync("DELETE", "/Groups/" + made.Id)).Is(HttpStatusCode.NoContent);
        (await session.GetAsync("/Groups/" + made.Id)).IsError(404);
        (await session.SendAsync("DELETE", "/Groups/" + made.Id)).IsError(404);
        Assert.False((await session.GetAsync("/Users/" + ada)).Is(HttpStatusCode.OK).Json.ContainsKey("groups"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Other_version_is_left_alone(string verb)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateGroupAsync("Sales");
        var body = verb is "PUT" ? GroupSession.Body("Other") : TenantSession.Patch("""[{"op":"replace","path":"displayName","value":"Other"}]""");
        (await session.SendAsync(verb, "/Groups/" + made.Id, body, ("If-Match", "W/\"other\""))).IsError(412);
        Assert.Equal(made.Body, (await session.GetAsync("/Groups/" + made.Id)).Body);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("PUT", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"x"}""")]
    [InlineData("PATCH", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"x"}]}""")]
    [InlineData("DELETE", null)]
    public async Task Unknown_group_is_not_found(string verb, string? body) =>
        (await (await TenantSession.NewAsync(server)).SendAsync(verb, "/Groups/nope", body)).IsError(404);

    [Theory]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"displayName":"x"}""", "invalidSyntax")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"]}""", "invalidValue")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":7}""", "invalidValue")]
    public async Task What_is_no_group_is_refused(string body, string scimType) =>
        (await (await TenantSession.NewAsync(server)).SendAsync("POST", "/Groups", body)).IsError(400, scimType);

    [Fact]
    public async Task Name_that_is_taken_is_a_conflict()
    {
        var session = await TenantSession.NewAsync(server);
        await session.CreateGroupAsync("Sales");
        (await session.CreateGroupAsync("SALES")).IsError(409, "uniqueness");
    }

    [Fact]
    public async Task Unknown_member_is_refused_by_name()
    {
        var answer = (await (await TenantSession.NewAsync(server)).CreateGroupAsync("Sales", "nobody")).IsError(400, "invalidValue");
        Assert.Contains("members", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_of_more_than_1_MiB_is_read()
    {
        var session = await TenantSession.NewAsync(server);
        var user = await session.CreateAsync("ada");
        var member = $$"""{"value":"{{user.Id}}","x":"{{new string('a', 60_000)}}"}""";
        var body = $$"""{"schemas":["{{GroupSession.Schema}}"],"displayName":"Sales","members":[{{string.Join(',', Enumerable.Repeat(member, 40))}}]}""";
        (await session.SendAsync("POST", "/Groups", body)).Is(HttpStatusCode.Created);
    }
}
