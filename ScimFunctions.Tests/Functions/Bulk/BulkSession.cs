using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace ScimFunctions.Tests.Functions.Bulk;

/// <summary>Bulk requests in a tenant group.</summary>
internal static class BulkSession
{
    public const string Request = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    public const string EnterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>The results of operations, given one by one.</summary>
    public static Task<JsonObject[]> BulkAsync(this TenantSession session, params string[] operations) => session.BulkAsync(null, operations);

    /// <summary>The results of operations of which so many may fail.</summary>
    public static async Task<JsonObject[]> BulkAsync(this TenantSession session, int? failOnErrors, params string[] operations)
    {
        var answer = (await session.SendAsync("POST", "/Bulk", Body(operations, failOnErrors))).Is(HttpStatusCode.OK);
        Assert.Equal("""["urn:ietf:params:scim:api:messages:2.0:BulkResponse"]""", answer.Json["schemas"]!.ToJsonString());
        return [.. answer.Json["Operations"]!.AsArray().Select(operation => operation!.AsObject())];
    }

    public static string Body(IEnumerable<string> operations, int? failOnErrors = null) =>
        $$"""{"schemas":["{{Request}}"],{{FailOnErrors(failOnErrors)}}"Operations":[{{string.Join(',', operations)}}]}""";

    /// <summary>The POST of a user, with more attributes.</summary>
    public static string PostUser(string bulkId, string userName, string more = "") =>
        $$"""{"method":"POST","path":"/Users","bulkId":"{{bulkId}}","data":{{User(userName, more)}} }""";

    public static string User(string userName, string more = "") =>
        $$"""{"schemas":["{{TenantSession.UserSchema}}"],"userName":"{{userName}}"{{(more.Length > 0 ? "," + more : "")}} }""";

    /// <summary>An attribute that makes a resource somebody's subordinate.</summary>
    public static string Manager(string value) => $"\"{EnterpriseSchema}\":{{\"manager\":{{\"value\":\"{value}\"}}}}";

    public static string Patch(string path, string operations) =>
        $$"""{"method":"PATCH","path":"{{path}}","data":{{TenantSession.Patch(operations)}} }""";

    public static string Status(this JsonObject result) => (string)result["status"]!;

    public static string IdOf(this JsonObject result) => ((string)result["location"]!).Split('/')[^1];

    /// <summary>The scimType of a failed operation, which has a SCIM error as its answer.</summary>
    public static string? ScimType(this JsonObject result)
    {
        var response = result["response"]!.AsObject();
        Assert.Equal("""["urn:ietf:params:scim:api:messages:2.0:Error"]""", response["schemas"]!.ToJsonString());
        Assert.Equal(result.Status(), (string?)response["status"]);
        return (string?)response["scimType"];
    }

    public static string Detail(this JsonObject result) => (string)result["response"]!["detail"]!;

    private static string FailOnErrors(int? number) => number is null ? "" : $"\"failOnErrors\":{number},";
}
