using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Patching;

public sealed class PatchCasesTests
{
    public static TheoryData<string, string> Cases => JsonCases.Read("patches.cases");

    public static TheoryData<string, string> GroupCases => JsonCases.Read("patches-groups.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Patch_gives(string place, string line) => Check(place, line, ResourceTypes.User, "userName", "bjensen");

    [Theory]
    [MemberData(nameof(GroupCases))]
    public void Patch_of_a_group_gives(string place, string line) => Check(place, line, ResourceTypes.Group, "displayName", "Guides");

    private static void Check(string place, string line, ResourceType type, string required, string value)
    {
        Assert.NotEmpty(place);
        var columns = JsonCases.Columns(line);
        var before = Complete(columns[0]);
        if (columns[2].StartsWith('!'))
        {
            var expected = columns[2].Split(' ', 3);
            var error = Assert.Throws<ScimException>(() => Apply(before, columns[1], type)).Error;
            Assert.Equal((400, expected[1]), (error.Status, error.ScimType));
            Assert.Contains(expected.ElementAtOrDefault(2) ?? "", error.Detail, StringComparison.Ordinal);
            return;
        }

        var after = columns[2] is "=" ? before : Complete(columns[2]);
        Assert.Equal(after.ToJsonString(), Apply(before, columns[1], type).ToJsonString());

        JsonObject Complete(string json)
        {
            var resource = JsonCases.Object(json);
            resource.TryAdd(required, value);
            resource["id"] = "2819c223";
            resource["meta"] = new JsonObject { ["resourceType"] = type.Name };
            CanonicalResource.Arrange(resource, type);
            return resource;
        }
    }

    private static JsonObject Apply(JsonObject resource, string operations, ResourceType type)
    {
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray((JsonNode)PatchRequest.Urn),
            ["Operations"] = operations.StartsWith('[') ? JsonNode.Parse(operations) : new JsonArray(JsonNode.Parse(operations)),
        };
        var patched = resource.DeepClone().AsObject();
        Patcher.Apply(patched, PatchRequest.Parse(body), type);
        return patched;
    }
}
