using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Resources;

public sealed class ResourceCasesTests
{
    public static TheoryData<string, string> Cases => JsonCases.Read("resources.cases");

    public static TheoryData<string, string> GroupCases => JsonCases.Read("resources-groups.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Body_is_read_as(string place, string line) => Check(place, line, ResourceTypes.User, "userName", "bjensen");

    [Theory]
    [MemberData(nameof(GroupCases))]
    public void Body_of_a_group_is_read_as(string place, string line) => Check(place, line, ResourceTypes.Group, "displayName", "Guides");

    private static void Check(string place, string line, ResourceType type, string required, string value)
    {
        Assert.NotEmpty(place);
        var standard = $"\"schemas\":[\"{type.Schema.Id}\"],\"{required}\":\"{value}\"";
        var columns = JsonCases.Columns(line.Replace("$S", standard, StringComparison.Ordinal));
        if (columns[1].StartsWith('!'))
        {
            var expected = columns[1].Split(' ', 3);
            var error = Assert.Throws<ScimException>(() => Read(columns[0])).Error;
            Assert.Equal((400, expected[1]), (error.Status, error.ScimType));
            Assert.Contains(expected.ElementAtOrDefault(2) ?? "", error.Detail, StringComparison.Ordinal);
            return;
        }

        var complete = JsonCases.Object(columns[1]);
        complete.Remove("schemas", out var schemas);
        complete.Remove("externalId", out var externalId);
        complete.Insert(0, "schemas", schemas ?? new JsonArray((JsonNode)type.Schema.Id));
        if (externalId is not null)
        {
            complete.Insert(1, "externalId", externalId);
        }

        complete.Insert(externalId is null ? 1 : 2, required, value);
        Assert.Equal(complete.ToJsonString(), Read(columns[0]).ToJsonString());

        JsonObject Read(string body) => ResourceReader.Read(JsonCases.Object(body), type);
    }
}
