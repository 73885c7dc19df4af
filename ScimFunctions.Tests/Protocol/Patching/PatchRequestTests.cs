using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Patching;

public sealed class PatchRequestTests
{
    private const string Operation = """{"op":"remove","path":"displayName"}""";

    [Theory]
    [InlineData("Operations")]
    [InlineData("operations")]
    public void Parse_takes_names_in_any_case(string name)
    {
        var request = PatchRequest.Parse(JsonCases.Object($$"""{"SCHEMAS":["{{PatchRequest.Urn}}"],"{{name}}":[{"OP":"REMOVE","Path":"displayName"}]}"""));

        Assert.Equal(PatchOperationKind.Remove, Assert.Single(request.Operations).Kind);
    }

    [Theory]
    [InlineData("""{"Operations":[{"op":"remove","path":"displayName"}]}""", "schemas must be an array")]
    [InlineData("""{"schemas":["urn:x"],"Operations":[{"op":"remove","path":"displayName"}]}""", "schemas does not name urn:ietf:params:scim:api:messages:2.0:PatchOp")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"]}""", "Operations must be an array")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":{"op":"remove","path":"a"}}""", "Operations must be an array")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"add","OP":"add"}]}""", "there twice in Operations[0]")]
    [InlineData("{}", "schemas must be an array")]
    public void Parse_refuses_what_is_no_PATCH_message(string body, string detail)
    {
        var error = Assert.Throws<ScimException>(() => PatchRequest.Parse(JsonCases.Object(body))).Error;

        Assert.Equal((400, ScimErrorType.InvalidSyntax), (error.Status, error.ScimType));
        Assert.Contains(detail, error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_takes_operations_up_to_the_limit()
    {
        Assert.Equal(PatchRequest.MaxOperations, PatchRequest.Parse(WithOperations(PatchRequest.MaxOperations)).Operations.Count);
        var error = Assert.Throws<ScimException>(() => PatchRequest.Parse(WithOperations(PatchRequest.MaxOperations + 1))).Error;
        Assert.Equal((400, ScimErrorType.TooMany), (error.Status, error.ScimType));
    }

    private static JsonObject WithOperations(int count) => new()
    {
        ["schemas"] = new JsonArray((JsonNode)PatchRequest.Urn),
        ["Operations"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => JsonNode.Parse(Operation))]),
    };
}
