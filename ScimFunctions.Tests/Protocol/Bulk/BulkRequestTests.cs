using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Bulk;

public sealed class BulkRequestTests
{
    private const string Delete = """{"method":"DELETE","path":"/Users/1"}""";

    [Theory]
    [InlineData("""{"Operations":[]}""", "schemas")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[]}""", "schemas")]
    [InlineData("""{"schemas":["$B"]}""", "Operations")]
    [InlineData("""{"schemas":["$B"],"Operations":null}""", "Operations")]
    [InlineData("""{"schemas":["$B"],"Operations":{}}""", "Operations")]
    [InlineData("""{"schemas":["$B"],"Operations":[]}""", "Operations")]
    [InlineData("""{"schemas":["$B"],"Operations":[{},"x"]}""", "Operations[1]")]
    [InlineData("""{"schemas":["$B"],"Operations":[{"path":"","PATH":""}]}""", "Operations[0]")]
    [InlineData("""{"schemas":["$B"],"failOnErrors":"1","Operations":[]}""", "failOnErrors")]
    [InlineData("""{"schemas":["$B"],"failOnErrors":1.5,"Operations":[]}""", "failOnErrors")]
    public void What_is_no_bulk_request_is_invalidSyntax(string body, string named)
    {
        var error = Assert.Throws<ScimException>(() => Parse(body)).Error;
        Assert.Equal((400, "invalidSyntax"), (error.Status, error.ScimType));
        Assert.Contains(named, error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void FailOnErrors_below_one_is_invalidValue(int number) => Assert.Equal(
        "invalidValue", Assert.Throws<ScimException>(() => Parse($$"""{"schemas":["$B"],"failOnErrors":{{number}},"Operations":[{{Delete}}]}""")).Error.ScimType);

    [Fact]
    public void More_than_maxOperations_are_too_large()
    {
        Assert.Equal(1000, Parse(Many(1000)).Operations.Count);
        var error = Assert.Throws<ScimException>(() => Parse(Many(1001))).Error;
        Assert.Equal((413, null), (error.Status, error.ScimType));
        Assert.Contains("maxOperations (1000)", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"method":"post","path":"/Users","bulkId":"a","data":{}}""", "POST", "User", null, "a")]
    [InlineData("""{"METHOD":"Post","Path":"Groups","BULKID":"a","Data":{}}""", "POST", "Group", null, "a")]
    [InlineData("""{"method":"PUT","path":"/users/5","data":{}}""", "PUT", "User", "5", null)]
    [InlineData("""{"method":"PATCH","path":"/Groups/a%2Db","bulkId":"p","data":{}}""", "PATCH", "Group", "a-b", "p")]
    [InlineData("""{"method":"DELETE","path":"/Users/5","bulkId":"","data":7}""", "DELETE", "User", "5", null)]
    public void Operation_is_read(string operation, string method, string type, string? id, string? bulkId)
    {
        var read = One(operation);
        Assert.Null(read.Problem);
        Assert.Equal((method, type, id, bulkId), (read.MethodText, read.Type!.Name, read.Id, read.BulkId));
    }

    [Fact]
    public void Reference_in_the_path_is_read() =>
        Assert.Equal(("x:1", null), (One("""{"method":"DELETE","path":"/Users/bulkId:x:1"}""").IdReference, One("""{"method":"DELETE","path":"/Users/bulkId:x:1"}""").Id));

    [Theory]
    [InlineData("""{"path":"/Users","bulkId":"a","data":{}}""", "invalidSyntax", "method")]
    [InlineData("""{"method":"GET","path":"/Users/1"}""", "invalidSyntax", "method")]
    [InlineData("""{"method":1,"path":"/Users/1"}""", "invalidSyntax", "method")]
    [InlineData("""{"method":"POST","bulkId":"a","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"POST","path":"/Users/1","bulkId":"a","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"POST","path":"/Users/","bulkId":"a","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"PUT","path":"/Users","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"PUT","path":"/Users/","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"PUT","path":"/Users/1/2","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"PATCH","path":"/Me","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"POST","path":"/Bulk","bulkId":"a","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"POST","path":"","bulkId":"a","data":{}}""", "invalidPath", "path")]
    [InlineData("""{"method":"POST","path":"/Users","data":{}}""", "invalidValue", "bulkId")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"","data":{}}""", "invalidValue", "bulkId")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":7,"data":{}}""", "invalidSyntax", "bulkId")]
    [InlineData("""{"method":"POST","path":"/Users","bulkId":"a"}""", "invalidSyntax", "data")]
    [InlineData("""{"method":"PATCH","path":"/Users/1","data":[]}""", "invalidSyntax", "data")]
    [InlineData("""{"method":"DELETE","path":"/Users/1","version":7}""", "invalidSyntax", "version")]
    public void What_is_wrong_with_an_operation_is_its_problem(string operation, string scimType, string named)
    {
        var problem = One(operation).Problem!;
        Assert.Equal((400, scimType), (problem.Status, problem.ScimType));
        Assert.Contains("Operations[0]", problem.Detail, StringComparison.Ordinal);
        Assert.Contains(named, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_POST_of_a_bulkId_has_a_problem()
    {
        var post = """{"method":"POST","path":"/Users","bulkId":"a","data":{}}""";
        var read = Parse($$"""{"schemas":["$B"],"Operations":[{{post}},{{post}}]}""").Operations;
        Assert.Null(read[0].Problem);
        Assert.Equal("invalidValue", read[1].Problem!.ScimType);
    }

    private static string Many(int count) => $$"""{"schemas":["$B"],"Operations":[{{string.Join(',', Enumerable.Repeat(Delete, count))}}]}""";

    private static BulkOperation One(string operation) => Assert.Single(Parse($$"""{"schemas":["$B"],"Operations":[{{operation}}]}""").Operations);

    private static BulkRequest Parse(string body) => BulkRequest.Parse(
        JsonNode.Parse(body.Replace("$B", BulkRequest.Urn, StringComparison.Ordinal))!.AsObject(), ResourceCatalog.Core.Types);
}
