using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>HEAD and projection.</summary>
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
    [InlineData("/ResourceTypes/Group")]
    [InlineData("/Me")]
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

    private static string[] Headers(Answer answer) =>
    [
        .. answer.Headers.Concat(answer.Content)
            .Where(header => header.Key is not "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal),
    ];
}
