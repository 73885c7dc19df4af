using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Bulk;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Bulk;

public sealed class BulkReferencesTests
{
    private static readonly Dictionary<string, string> Ids = new(StringComparer.Ordinal) { ["x"] = "id-x", ["y"] = "id-y", ["a b\""] = "id-z" };

    [Theory]
    [InlineData("""{"members":[{"value":"bulkId:x"},{"value":"2"},{"value":"bulkId:y"}]}""", """{"members":[{"value":"id-x"},{"value":"2"},{"value":"id-y"}]}""")]
    [InlineData("""{"urn:a:b":{"manager":{"value":"bulkId:x","$ref":"bulkId:y"}}}""", """{"urn:a:b":{"manager":{"value":"id-x","$ref":"id-y"}}}""")]
    [InlineData("""{"list":["bulkId:x",["bulkId:y"],null,1,true]}""", """{"list":["id-x",["id-y"],null,1,true]}""")]
    [InlineData("""{"a":"see bulkId:x","b":"bulkId:","c":"bulkid:x","d":"bulkId:other","bulkId:x":1}""", """{"a":"see bulkId:x","b":"bulkId:","c":"bulkid:x","d":"bulkId:other","bulkId:x":1}""")]
    public void Whole_strings_are_replaced(string data, string expected) => Assert.Equal(expected, Resolved(BulkMethod.Post, data));

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

    private static string Resolved(BulkMethod method, string data)
    {
        var operation = Operation(method, data);
        BulkReferences.Resolve(operation, Ids);
        return operation.Data!.ToJsonString();
    }

    private static BulkOperation Operation(BulkMethod method, string data) =>
        new() { Index = 0, Method = method, Data = JsonNode.Parse(data)!.AsObject() };
}
