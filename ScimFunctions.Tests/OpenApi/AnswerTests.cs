using System.Globalization;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Functions.Management;
using ScimFunctions.Tests.Functions.Management.Sso;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.OpenApi;

/// <summary>Real answers are as the OpenAPI document says.</summary>
public sealed class AnswerTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private const string Scim = "api/scim/v2/groups/{group}", Group = "api/groups/{group}";

    private static readonly OpenApiDocument Document = OpenApiDocument.Read();

    [Fact]
    public async Task The_document_is_given_to_anybody()
    {
        var session = await ManagementSession.NewAsync(server);
        var answer = await session.SendRootAsync("GET", "/openapi/v1.json", key: "");
        Assert.StartsWith("application/vnd.oai.openapi+json", answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(Document.Root, answer.Json));
    }

    [Fact]
    public async Task Management_answers_as_described()
    {
        var session = await ManagementSession.NewAsync(server);
        var path = TenantPath.Unique("openapi");
        await CheckAsync(session, "post", "api/groups", "", $$"""{"path":"{{path}}","sso":{{TestCertificate.Sso()}},"token":{"name":"x"} }""");
        await CheckAsync(session, "post", "api/groups", "", "{}");
        await CheckAsync(session, "get", "api/groups", "?count=1");
        await CheckAsync(session, "get", "api/groups/{group}");
        await CheckAsync(session, "patch", "api/groups/{group}", "", """{"name":"Acme"}""");
        await CheckAsync(session, "get", "api/groups/{group}/settings");
        await CheckAsync(session, "patch", "api/groups/{group}/settings", "", """{"userLimit":5}""");
        await CheckAsync(session, "patch", "api/groups/{group}/settings", "", """{"userLimit":0}""");
        await CheckAsync(session, "get", "api/groups/{group}/sso");
        await CheckAsync(session, "put", "api/groups/{group}/sso", "", TestCertificate.Sso());
        await CheckAsync(session, "get", "api/groups/{group}/tokens");
        var token = await CheckAsync(session, "post", "api/groups/{group}/tokens", "", """{"name":"x","lifetimeDays":5}""");
        await CheckAsync(session, "get", "api/groups/{group}/tokens/{id}", "", id: token.Id);
        var rotated = await CheckAsync(session, "post", "api/groups/{group}/tokens/{id}/rotate", "", id: token.Id);
        await CheckAsync(session, "delete", "api/groups/{group}/tokens/{id}", "", id: rotated.Id);
        await CheckAsync(session, "get", "api/groups/{group}/tokens/{id}", "", id: rotated.Id);
        await CheckAsync(session, "get", "api/groups/{group}/schemas");
        await CheckAsync(session, "delete", "api/groups/{group}/sso");
        await CheckAsync(session, "delete", "api/groups/{group}");
        await CheckAsync(session, "get", "api/groups/{group}");
    }

    [Fact]
    public async Task SCIM_answers_as_described()
    {
        var session = await ManagementSession.NewAsync(server);
        var user = await CheckAsync(session, "post", Scim + "/Users", "", TenantSession.User("ada"));
        await CheckAsync(session, "post", Scim + "/Users", "", TenantSession.User("ada"));
        await CheckAsync(session, "get", Scim + "/Users");
        await CheckAsync(session, "get", Scim + "/Users", "?filter=nonsense");
        await CheckAsync(session, "get", Scim + "/Users/{id}", "", id: user.Id);
        await CheckAsync(session, "patch", Scim + "/Users/{id}", "", TenantSession.Patch("""[{"op":"replace","path":"active","value":false}]"""), user.Id);
        await CheckAsync(session, "delete", Scim + "/Users/{id}", "", id: user.Id);
        await CheckAsync(session, "get", Scim + "/Users/{id}", "", id: user.Id);
        await CheckAsync(session, "post", Scim + "/Groups", "", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"All"}""");
        await CheckAsync(session, "get", Scim + "/ServiceProviderConfig");
        await CheckAsync(session, "get", Scim + "/ResourceTypes");
        await CheckAsync(session, "get", Scim + "/Schemas");
        await CheckAsync(session, "get", Scim + "/Me");
    }

    [Fact]
    public async Task People_are_answered_as_described()
    {
        var session = await ManagementSession.NewAsync(server);
        var user = await CheckAsync(session, "post", Scim + "/Users", "", TenantSession.User("ada", "uid-1"));
        await CheckAsync(session, "get", Group + "/identities", "?count=1");
        await CheckAsync(session, "get", Group + "/identities/{id}", "", id: "uid-1");
        await CheckAsync(session, "patch", Group + "/identities/{id}", "", """{"externUid":"uid-2"}""", "uid-1");
        await CheckAsync(session, "get", Group + "/identities/{id}", "", id: "uid-1");
        await CheckAsync(session, "post", Group + "/sign-in-check", "", """{"nameId":"uid-2"}""");
        await CheckAsync(session, "get", Group + "/members");
        await CheckAsync(session, "get", Group + "/members/{id}", "", id: user.Id);
        await CheckAsync(session, "patch", Group + "/members/{id}", "", """{"role":"owner"}""", user.Id);
        await CheckAsync(session, "patch", Group + "/members/{id}", "", """{"role":"guest"}""", user.Id);
        await CheckAsync(session, "get", Group + "/log");
        await CheckAsync(session, "get", Group + "/log", "?status=x");
        await CheckAsync(session, "post", Group + "/check", "");
        var other = await CheckAsync(session, "post", Scim + "/Users", "", TenantSession.User("eve"));
        await CheckAsync(session, "delete", Scim + "/Users/{id}", "", id: other.Id);
        await CheckAsync(session, "post", Group + "/users/{id}/restore", "", id: other.Id);
        await CheckAsync(session, "post", Group + "/users/{id}/restore", "", id: other.Id);
        await CheckAsync(session, "post", Group + "/erasures", "", $$"""{"userId":"{{other.Id}}"}""");
        await CheckAsync(session, "get", Group + "/erasures");
    }

    private static async Task<Answer> CheckAsync(
        ManagementSession session, string verb, string path, string query = "", string? body = null, string? id = null)
    {
        var url = "/" + path.Replace("{group}", session.Path, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal) + query;
        var key = path.StartsWith(Scim, StringComparison.Ordinal) || path.EndsWith("/sign-in-check", StringComparison.Ordinal) ? session.Users.Tenant.Token : null;
        var answer = await session.SendRootAsync(verb.ToUpperInvariant(), url, body, key: key);
        var described = path.Contains("/identities/", StringComparison.Ordinal) ? path.Replace("{id}", "{externUid}", StringComparison.Ordinal)
            : path.Contains("/members/", StringComparison.Ordinal) ? path.Replace("{id}", "{userId}", StringComparison.Ordinal)
            : path;
        var responses = Document.Root["paths"]!["/" + described]![verb]!["responses"]!;
        var status = ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        Assert.True(responses[status] is not null, $"{verb} {path} answered {status}, which is not described: {answer.Body}");
        var response = Document.Resolve(responses[status]!);
        if (answer.Body.Length == 0)
        {
            return answer;
        }

        var (type, content) = Assert.Single(response["content"]!.AsObject());
        Assert.StartsWith(type, answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Empty(Document.Violations(answer.Json, content!["schema"]!));
        return answer;
    }
}
