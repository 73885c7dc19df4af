using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Resources;

public sealed class ResourceCasesTests
{
    private const string Standard = $"\"schemas\":[\"{SchemaUris.User}\"],\"userName\":\"bjensen\"";

    public static TheoryData<string, string> Cases => JsonCases.Read("resources.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Body_is_read_as(string place, string line)
    {
        Assert.NotEmpty(place);
        var columns = JsonCases.Columns(line.Replace("$S", Standard, StringComparison.Ordinal));
        if (columns[1].StartsWith('!'))
        {
            var expected = columns[1].Split(' ', 3);
            var error = Assert.Throws<ScimException>(() => Read(columns[0])).Error;
            Assert.Equal((400, expected[1]), (error.Status, error.ScimType));
            Assert.Contains(expected.ElementAtOrDefault(2) ?? "", error.Detail, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(Complete(JsonCases.Object(columns[1])).ToJsonString(), Read(columns[0]).ToJsonString());
    }

    private static JsonObject Read(string body) => ResourceReader.Read(JsonCases.Object(body), ResourceTypes.User);

    private static JsonObject Complete(JsonObject expected)
    {
        expected.Remove("schemas", out var schemas);
        expected.Remove("externalId", out var externalId);
        expected.Insert(0, "schemas", schemas ?? new JsonArray((JsonNode)SchemaUris.User));
        if (externalId is not null)
        {
            expected.Insert(1, "externalId", externalId);
        }

        expected.Insert(externalId is null ? 1 : 2, "userName", "bjensen");
        return expected;
    }
}
