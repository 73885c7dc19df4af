using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Bulk;

public sealed class BulkReferencesTests
{
    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal) { ["x"] = "id-x", ["y"] = "id-y", ["a b\""] = "id-z" };

    [Theory]
    [InlineData("""{"members":[{"value":"bulkId:x"},{"value":"2"},{"value":"bulkId:y"}]}""", """{"members":[{"value":"id-x"},{"value":"2"},{"value":"id-y"}]}""")]
    [InlineData("""{"MEMBERS":["bulkId:x",null,1,{"Value":"bulkId:y","$ref":"bulkId:y","type":"bulkId:y","display":"bulkId:y"}]}""", """{"MEMBERS":["id-x",null,1,{"Value":"id-y","$ref":"id-y","type":"bulkId:y","display":"bulkId:y"}]}""")]
    [InlineData("""{"members":[{"value":"see bulkId:x"},{"value":"bulkId:"},{"value":"bulkid:x"},{"value":"bulkId:other"}]}""", """{"members":[{"value":"see bulkId:x"},{"value":"bulkId:"},{"value":"bulkid:x"},{"value":"bulkId:other"}]}""")]
    [InlineData("""{"displayName":"bulkId:x","externalId":"bulkId:x","value":"bulkId:x","list":[{"value":"bulkId:x"}]}""", """{"displayName":"bulkId:x","externalId":"bulkId:x","value":"bulkId:x","list":[{"value":"bulkId:x"}]}""")]
    public void What_refers_to_a_resource_is_replaced_and_no_other_text(string data, string expected) => Assert.Equal(expected, Resolved(BulkMethod.Post, data));

    [Theory]
    [InlineData("""{"URN:e":{"manager":{"value":"bulkId:x","$ref":"bulkId:y"}}}""", """{"URN:e":{"manager":{"value":"id-x","$ref":"id-y"}}}""")]
    [InlineData("""{"URN:e:manager":"bulkId:x","userName":"bulkId:y"}""", """{"URN:e:manager":"id-x","userName":"bulkId:y"}""")]
    [InlineData("""{"emails":[{"value":"bulkId:x"}],"profileUrl":"bulkId:x","groups":[{"value":"bulkId:x"}]}""", """{"emails":[{"value":"bulkId:x"}],"profileUrl":"bulkId:x","groups":[{"value":"bulkId:x"}]}""")]
    public void Of_a_user_the_manager_refers_to_a_resource(string data, string expected) => Assert.Equal(
        expected.Replace("URN:e", SchemaUris.EnterpriseUser, StringComparison.Ordinal),
        Resolved(BulkMethod.Put, data.Replace("URN:e", SchemaUris.EnterpriseUser, StringComparison.Ordinal), ResourceTypes.User));

    [Theory]
    [InlineData("""{"op":"add","path":"members","value":[{"value":"bulkId:x"}]}""", """{"op":"add","path":"members","value":[{"value":"id-x"}]}""")]
    [InlineData("""{"op":"add","Path":"members","Value":{"value":"bulkId:x"}}""", """{"op":"add","Path":"members","Value":{"value":"id-x"}}""")]
    [InlineData("""{"op":"add","value":{"displayName":"bulkId:x","members":["bulkId:x"]}}""", """{"op":"add","value":{"displayName":"bulkId:x","members":["id-x"]}}""")]
    [InlineData("""{"op":"replace","path":"displayName","value":"bulkId:x"}""", """{"op":"replace","path":"displayName","value":"bulkId:x"}""")]
    [InlineData("""{"op":"replace","path":"nothing","value":{"value":"bulkId:x"}}""", """{"op":"replace","path":"nothing","value":{"value":"bulkId:x"}}""")]
    public void Of_a_PATCH_the_path_tells_what_refers_to_a_resource(string operation, string expected) => Assert.Equal(
        $$"""{"Operations":[{{expected}}]}""", Resolved(BulkMethod.Patch, $$"""{"Operations":[{{operation}}]}"""));

    [Theory]
    [InlineData("members[value eq \\\"bulkId:x\\\"]", "members[value eq \\\"id-x\\\"]")]
    [InlineData("members[value eq \\\"bulkId:x\\\" or value eq \\\"bulkId:y\\\"].display", "members[value eq \\\"id-x\\\" or value eq \\\"id-y\\\"].display")]
    [InlineData("members[value eq \\\"bulkId:a b\\\\\\\"\\\"]", "members[value eq \\\"id-z\\\"]")]
    [InlineData("members[value eq \\\"bulkId:other\\\"]", "members[value eq \\\"bulkId:other\\\"]")]
    [InlineData("members[value eq \\\"bulkId:x", "members[value eq \\\"bulkId:x")]
    [InlineData("members[value eq \\\"x bulkId:x\\\"]", "members[value eq \\\"x bulkId:x\\\"]")]
    public void Values_in_the_paths_of_a_PATCH_are_replaced(string path, string expected)
    {
        var resolved = JsonNode.Parse(Resolved(BulkMethod.Patch, $$"""{"operations":[{"op":"remove","Path":"{{path}}"}]}"""))!;
        Assert.Equal((string?)JsonNode.Parse($"\"{expected}\""), (string?)resolved["operations"]![0]!["Path"]);
    }

    [Fact]
    public void Paths_of_other_bodies_are_text() => Assert.Equal(
        """{"Operations":[{"path":"[\u0022bulkId:x\u0022]"}]}""", Resolved(BulkMethod.Put, """{"Operations":[{"path":"[\"bulkId:x\"]"}]}"""));

    [Fact]
    public void Texts_hold_the_values_in_paths() => Assert.Contains(
        "bulkId:x",
        BulkReferences.TextsOf(Operation(BulkMethod.Patch, """{"Operations":[{"op":"remove","path":"members[value eq \"bulkId:x\"]"}]}""")));

    private static string Resolved(BulkMethod method, string data, ResourceType? type = null)
    {
        var operation = Operation(method, data) with { Type = type ?? ResourceTypes.Group };
        BulkReferences.Resolve(operation, Ids);
        return operation.Data!.ToJsonString();
    }

    private static BulkOperation Operation(BulkMethod method, string data) =>
        new() { Index = 0, Method = method, Data = JsonNode.Parse(data)!.AsObject() };
}
