using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>HEAD, projection and discovery.</summary>
public sealed class ReadingTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private const string EnterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    [InlineData("/Users")]
    [InlineData("/Users?filter=userName+eq+%22ada%22&attributes=userName")]
    [InlineData("/Users/{id}")]
    [InlineData("/Users/nope")]
    [InlineData("/Users?count=x")]
    [InlineData("/Nope")]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/ResourceTypes")]
    [InlineData("/ResourceTypes/User")]
    [InlineData("/Schemas")]
    [InlineData("/Schemas/" + EnterpriseSchema)]
    [InlineData("/../../../../../health/live")]
    [InlineData("/../../../../../health/ready")]
    public async Task Head_is_get_without_its_body(string path)
    {
        var session = await TenantSession.NewAsync(server);
        path = path.Replace("{id}", (await session.CreateAsync("ada")).Id, StringComparison.Ordinal);
        var got = await session.SendAsync("GET", path, (string?)null, ("X-Correlation-Id", "c"));
        var head = await session.SendAsync("HEAD", path, (string?)null, ("X-Correlation-Id", "c"));

        Assert.Empty(head.Body);
        Assert.Equal(got.Status, head.Status);
        Assert.Equal(Headers(got), Headers(head));
    }

    [Theory]
    [InlineData("attributes=userName", "schemas,id,userName")]
    [InlineData("attributes=name.familyName,meta.version", "schemas,id,name,meta")]
    [InlineData("attributes=USERNAME", "schemas,id,userName")]
    [InlineData("excludedAttributes=name,meta,id", "schemas,id,userName,active")]
    public async Task Every_verb_that_gives_a_user_gives_what_is_asked_for(string query, string expected)
    {
        var session = await TenantSession.NewAsync(server);
        var body = TenantSession.User(new JsonObject { ["userName"] = "ada", ["name"] = new JsonObject { ["familyName"] = "L", ["givenName"] = "A" } });
        var made = (await session.SendAsync("POST", "/Users?" + query, body)).Is(HttpStatusCode.Created);
        var one = "/Users/" + made.Id;
        var got = await session.GetAsync($"{one}?{query}");
        var put = await session.SendAsync("PUT", $"{one}?{query}", body);
        var patched = await session.SendAsync("PATCH", $"{one}?{query}", TenantSession.Patch("""[{"op":"add","path":"active","value":true}]"""));
        var listed = (await session.GetAsync("/Users?" + query)).Json["Resources"]![0]!.AsObject();

        Assert.All([made.Json, got.Json, put.Json, patched.Json, listed], user =>
            Assert.Equal(expected.Split(',').Order(StringComparer.Ordinal), user.Select(member => member.Key).Order(StringComparer.Ordinal)));
        Assert.NotNull(made.Header("Location"));
        Assert.NotNull(made.ETag);
    }

    [Theory]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/ResourceTypes")]
    [InlineData("/ResourceTypes/User")]
    [InlineData("/Schemas")]
    [InlineData("/Schemas/" + TenantSession.UserSchema)]
    public async Task Discovery_holds_no_null_and_takes_no_filter(string path)
    {
        var session = await TenantSession.NewAsync(server);
        Assert.DoesNotContain("null", (await session.GetAsync(path)).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        (await session.GetAsync(path + "?filter=name+pr")).IsError(403);
    }

    [Fact]
    public async Task Every_discovered_location_answers_the_same_document()
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var list in (string[])["/ResourceTypes", "/Schemas"])
        {
            var resources = (await session.GetAsync(list)).Json["Resources"]!.AsArray();
            Assert.NotEmpty(resources);
            foreach (var resource in resources)
            {
                var location = (string)resource!["meta"]!["location"]!;
                Assert.StartsWith(session.Tenant.BaseUri.AbsoluteUri, location, StringComparison.Ordinal);
                var alone = await session.GetAsync(location[session.Tenant.BaseUri.AbsoluteUri.Length..]);
                Assert.True(JsonNode.DeepEquals(resource, alone.Is(HttpStatusCode.OK).Json), location);
            }
        }
    }

    [Fact]
    public async Task Schemas_of_every_resource_type_are_there()
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var type in (await session.GetAsync("/ResourceTypes")).Json["Resources"]!.AsArray())
        {
            var extensions = type!["schemaExtensions"]?.AsArray() ?? [];
            foreach (var urn in extensions.Select(extension => (string)extension!["schema"]!).Append((string)type["schema"]!))
            {
                (await session.GetAsync("/Schemas/" + urn)).Is(HttpStatusCode.OK);
            }
        }
    }

    [Fact]
    public async Task User_schema_lists_the_attributes_of_the_RFC()
    {
        var schema = (await (await TenantSession.NewAsync(server)).GetAsync("/Schemas/" + TenantSession.UserSchema)).Json;
        string[] expected =
        [
            "userName", "name", "displayName", "nickName", "profileUrl", "title", "userType", "preferredLanguage", "locale", "timezone",
            "active", "password", "emails", "phoneNumbers", "ims", "photos", "addresses", "groups", "entitlements", "roles", "x509Certificates",
        ];
        var attributes = schema["attributes"]!.AsArray();
        Assert.Equal(expected.Order(StringComparer.Ordinal), attributes.Select(attribute => (string)attribute!["name"]!).Order(StringComparer.Ordinal));
        Assert.All(attributes, attribute => Assert.All(
            (string[])["type", "multiValued", "description", "required", "mutability", "returned"],
            characteristic => Assert.NotEqual(JsonValueKind.Undefined, attribute![characteristic]?.GetValueKind() ?? JsonValueKind.Undefined)));
    }

    private static string[] Headers(Answer answer) =>
    [
        .. answer.Headers.Concat(answer.Content)
            .Where(header => header.Key is not "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal),
    ];
}
