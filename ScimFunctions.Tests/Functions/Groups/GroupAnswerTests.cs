using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>What is answered of groups and members, by what is asked for.</summary>
public abstract class GroupAnswerTests(InProcessServer server)
{
    private const string Rename = """[{"op":"replace","path":"displayName","value":"Renamed"}]""";

    [Theory]
    [InlineData("?attributes=displayName")]
    [InlineData("?excludedAttributes=members")]
    public async Task Patch_that_names_attributes_is_answered_with_them(string query)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateGroupAsync("Sales", (await session.CreateAsync("ada")).Id);
        var patched = (await session.PatchGroupAsync(made.Id, Rename, query)).Is(HttpStatusCode.OK);
        Assert.Equal("Renamed", (string?)patched.Json["displayName"]);
        Assert.False(patched.Json.ContainsKey("members"));
    }

    [Fact]
    public async Task Patch_that_prefers_the_representation_is_answered_with_it()
    {
        var session = await TenantSession.NewAsync(server);
        var ada = (await session.CreateAsync("ada")).Id;
        var made = await session.CreateGroupAsync("Sales", ada);
        var patched = await session.SendAsync("PATCH", "/Groups/" + made.Id, TenantSession.Patch(Rename), ("Prefer", "return=representation"));
        Assert.Equal([ada], GroupSession.MembersOf(patched.Is(HttpStatusCode.OK).Json));
        Assert.Equal("return=representation", patched.Header("Preference-Applied"));
    }

    [Theory]
    [InlineData("POST", HttpStatusCode.Created)]
    [InlineData("PUT", HttpStatusCode.NoContent)]
    [InlineData("PATCH", HttpStatusCode.NoContent)]
    public async Task Minimal_is_answered_without_a_body(string verb, HttpStatusCode status)
    {
        var session = await TenantSession.NewAsync(server);
        var path = verb is "POST" ? "/Groups" : "/Groups/" + (await session.CreateGroupAsync("Old")).Id;
        var body = verb is "PATCH" ? TenantSession.Patch(Rename) : GroupSession.Body("Sales");
        var answer = (await session.SendAsync(verb, path, body, ("Prefer", "return=minimal"))).Is(status);
        Assert.Empty(answer.Body);
        Assert.NotNull(answer.Header("Location"));
        Assert.NotEmpty(answer.ETag);
        Assert.Equal("return=minimal", answer.Header("Preference-Applied"));
    }

    [Theory]
    [InlineData("attributes=displayName", false)]
    [InlineData("excludedAttributes=members", false)]
    [InlineData("attributes=members", true)]
    [InlineData("attributes=members.value", true)]
    [InlineData("excludedAttributes=displayName", true)]
    public async Task Members_are_there_where_they_are_asked_for(string query, bool there)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateGroupAsync("Sales", (await session.CreateAsync("ada")).Id);
        Assert.Equal(there, (await session.GetAsync($"/Groups/{made.Id}?{query}")).Json.ContainsKey("members"));
    }

    [Fact]
    public async Task Member_tells_its_type_and_place()
    {
        var session = await TenantSession.NewAsync(server);
        var (ada, inner) = ((await session.CreateAsync("ada")).Id, (await session.CreateGroupAsync("Inner")).Id);
        var members = (await session.CreateGroupAsync("Outer", ada, inner)).Json["members"]!.AsArray();
        AssertMember(members, ada, "User", $"{session.Tenant.BaseUri.AbsoluteUri}/Users/{ada}");
        AssertMember(members, inner, "Group", $"{session.Tenant.BaseUri.AbsoluteUri}/Groups/{inner}");
    }

    [Fact]
    public async Task Name_of_a_member_is_answered_only_by_its_name()
    {
        var session = await TenantSession.NewAsync(server);
        var ada = (await session.SendAsync("POST", "/Users", TenantSession.User(new JsonObject { ["userName"] = "ada", ["displayName"] = "Ada L." }))).Id;
        var made = await session.CreateGroupAsync("Sales", ada);
        Assert.False(made.Json["members"]![0]!.AsObject().ContainsKey("display"));
        Assert.Null((await session.GetAsync($"/Groups/{made.Id}?attributes=members")).Json["members"]![0]!["display"]);
        Assert.Equal("Ada L.", (string?)(await session.GetAsync($"/Groups/{made.Id}?attributes=members.display")).Json["members"]![0]!["display"]);
    }

    [Fact]
    public async Task User_is_answered_with_its_groups_direct_and_indirect()
    {
        var session = await TenantSession.NewAsync(server);
        var ada = await session.CreateAsync("ada");
        var inner = (await session.CreateGroupAsync("Inner", ada.Id)).Id;
        var outer = (await session.CreateGroupAsync("Outer", inner)).Id;
        var got = await session.GetAsync("/Users/" + ada.Id);
        var groups = got.Json["groups"]!.AsArray().ToDictionary(group => (string)group!["value"]!, group => (string?)group!["type"], StringComparer.Ordinal);
        Assert.Equal("direct", groups[inner]);
        Assert.Equal("indirect", groups[outer]);
        Assert.NotEqual(ada.ETag, got.ETag);
        Assert.False((await session.GetAsync($"/Users/{ada.Id}?excludedAttributes=groups")).Json.ContainsKey("groups"));
    }

    private static void AssertMember(JsonArray members, string id, string type, string place)
    {
        var member = Assert.Single(members, member => (string?)member!["value"] == id)!;
        Assert.Equal((type, place), ((string?)member["type"], (string?)member["$ref"]));
    }
}
