using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management;

/// <summary>The paths by which an administrator registers extensions.</summary>
public sealed class ExtensionApiTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private const string Urn = ExtensionSession.Urn;

    public static TheoryData<string> WrongKeys => ["", "scimadm_short", TokenFormat.AdminKey.Create().Reveal(), TokenFormat.Bearer.Create().Reveal()];

    [Theory]
    [MemberData(nameof(WrongKeys))]
    public async Task Without_the_admin_key_nothing_is_answered(string key)
    {
        var session = await ExtensionSession.NewAsync(server);

        foreach (var (method, path) in ((string, string)[])[("GET", ""), ("GET", "/" + Urn), ("PUT", "/" + Urn), ("DELETE", "/" + Urn)])
        {
            var answer = await session.SendAsync(method, path, method == "PUT" ? "{}" : null, key);
            IsProblem(answer, HttpStatusCode.Unauthorized);
            Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task The_token_of_the_group_is_not_the_admin_key()
    {
        var session = await ExtensionSession.NewAsync(server);
        IsProblem(await session.SendAsync("GET", "", key: session.Users.Tenant.Token), HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("..")]
    [InlineData("%00")]
    public async Task An_unknown_group_is_not_found(string group)
    {
        var session = await ExtensionSession.NewAsync(server);
        var answer = await session.SendAsync("GET", "", group: Uri.EscapeDataString(group));
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task What_was_put_is_read_and_listed_and_deleted_once()
    {
        var session = await ExtensionSession.NewAsync(server, registered: false);
        Assert.Equal("""{"extensions":[]}""", (await session.SendAsync("GET", "")).Is(HttpStatusCode.OK).Body);

        var made = (await session.PutAsync(Urn, ExtensionSession.Badge)).Is(HttpStatusCode.Created);
        Assert.Equal(made.Body, (await session.SendAsync("GET", "/" + Urn.ToUpperInvariant())).Is(HttpStatusCode.OK).Body);
        Assert.Equal($$"""{"extensions":[{{made.Body}}]}""", (await session.SendAsync("GET", "")).Body);
        Assert.Equal(made.Body, (await session.PutAsync(Urn, made.Json["schema"]!.ToJsonString())).Is(HttpStatusCode.OK).Body);

        (await session.SendAsync("DELETE", "/" + Urn)).Is(HttpStatusCode.NoContent);
        IsProblem(await session.SendAsync("DELETE", "/" + Urn), HttpStatusCode.NotFound);
        IsProblem(await session.SendAsync("GET", "/" + Urn), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"schema":$S}""", "resourceType")]
    [InlineData("""{"resourceType":"Role","schema":$S}""", "resourceType")]
    [InlineData("""{"resourceType":"User","required":"no","schema":$S}""", "required")]
    [InlineData("""{"resourceType":"User","schema":$S,"more":1}""", "body")]
    [InlineData("""{"resourceType":"User"}""", "schema")]
    [InlineData("""{"resourceType":"User","schema":{"id":"urn:example:other","name":"x","attributes":[{"name":"a"}]}}""", "schema.id")]
    [InlineData("""{"resourceType":"User","schema":{"id":"$U","name":"x","attributes":[{"name":"a","type":"text"}]}}""", "schema.attributes[0].type")]
    public async Task A_wrong_body_is_told_by_field_rule_and_example(string body, string field)
    {
        var session = await ExtensionSession.NewAsync(server, registered: false);
        body = body.Replace("$S", ExtensionSession.Badge, StringComparison.Ordinal).Replace("$U", Urn, StringComparison.Ordinal);

        var problem = IsProblem(await session.SendAsync("PUT", "/" + Urn, body), HttpStatusCode.BadRequest);

        Assert.Equal(field, (string?)problem["field"]);
        Assert.NotEmpty((string)problem["example"]!);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    public async Task What_is_no_object_is_refused(string body, int status)
    {
        var session = await ExtensionSession.NewAsync(server, registered: false);
        IsProblem(await session.SendAsync("PUT", "/" + Urn, body), (HttpStatusCode)status);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var session = await ExtensionSession.NewAsync(server, registered: false);
        IsProblem(await session.SendAsync("PUT", "/" + Urn, $$"""{"schema":"{{new string('x', 257 * 1024)}}"}"""), HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("\"type\": \"integer\"", "\"type\": \"decimal\"", "level")]
    [InlineData("\"returned\": \"request\"", "\"returned\": \"default\"", "notes")]
    [InlineData("[\"red\", \"green\"]", "[\"red\"]", "colour")]
    [InlineData("{ \"name\": \"level\", \"type\": \"integer\" },", "", "level")]
    public async Task A_definition_that_stored_values_would_break_conflicts(string before, string after, string attribute)
    {
        var session = await ExtensionSession.NewAsync(server);
        var changed = ExtensionSession.Badge.Replace(before, after, StringComparison.Ordinal);
        Assert.Contains(attribute, (string)IsProblem(await session.PutAsync(Urn, changed), HttpStatusCode.Conflict)["detail"]!, StringComparison.Ordinal);

        (await session.SendAsync("DELETE", "/" + Urn)).Is(HttpStatusCode.NoContent);
        IsProblem(await session.PutAsync(Urn, changed), HttpStatusCode.Conflict);
        IsProblem(await session.PutAsync(Urn, ExtensionSession.Badge, resourceType: "Group"), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_definition_that_adds_counts_at_once()
    {
        var session = await ExtensionSession.NewAsync(server);
        var ada = await session.CreateAsync("ada", """{"colour":"red"}""");
        var wider = ExtensionSession.Badge
            .Replace("[\"red\", \"green\"]", "[\"red\", \"green\", \"blue\"]", StringComparison.Ordinal)
            .Replace("{ \"name\": \"level\"", "{ \"name\": \"floor\", \"type\": \"integer\" }, { \"name\": \"level\"", StringComparison.Ordinal);

        (await session.PutAsync(Urn, wider)).Is(HttpStatusCode.OK);

        var patched = await session.Users.PatchAsync(ada.Id, $$"""[{"op":"add","path":"{{Urn}}","value":{"colour":"blue","floor":3} }]""");
        Assert.Equal("""{"colour":"blue","floor":3}""", patched.Is(HttpStatusCode.OK).Json[Urn]!.ToJsonString());
    }

    [Fact]
    public async Task Administrators_who_register_at_once_all_succeed()
    {
        var session = await ExtensionSession.NewAsync(server, registered: false);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => session.PutAsync(
            $"urn:example:a{number}", $$"""{"id":"urn:example:a{{number}}","name":"A","attributes":[{"name":"a"}]}""")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Equal(8, (await session.SendAsync("GET", "")).Json["extensions"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("POST", "", "GET, HEAD")]
    [InlineData("POST", "/urn:x:y", "GET, HEAD, PUT, DELETE")]
    public async Task Another_verb_is_told_which_there_are(string method, string path, string allow)
    {
        var session = await ExtensionSession.NewAsync(server, registered: false);
        var answer = await session.SendAsync(method, path, "{}");
        IsProblem(answer, HttpStatusCode.MethodNotAllowed);
        Assert.Equal(allow, answer.Header("Allow"));
    }

    private static JsonObject IsProblem(Answer answer, HttpStatusCode status)
    {
        answer.Is(status);
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Equal((int)status, (int)answer.Json["status"]!);
        Assert.NotEmpty((string)answer.Json["detail"]!);
        Assert.Equal(answer.Header("X-Correlation-Id"), (string?)answer.Json["correlationId"]);
        return answer.Json;
    }
}
