using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Resources;

public sealed class ResourceReaderTests
{
    [Fact]
    public void Read_leaves_the_body_as_it_was()
    {
        var body = Body("displayName", "Babs");
        body["emails"] = new JsonObject { ["value"] = "a@b.example" };
        var before = body.ToJsonString();

        ResourceReader.Read(body, ResourceTypes.User);

        Assert.Equal(before, body.ToJsonString());
    }

    [Fact]
    public void Read_of_what_it_gave_gives_the_same()
    {
        var body = JsonCases.Object($$"""
            {"schemas":["{{SchemaUris.User}}"],"userName":"b","emails":"a@b.example","active":"True","name.givenName":"B",
             "{{SchemaUris.EnterpriseUser}}:manager":"1"}
            """);

        var once = ResourceReader.Read(body, ResourceTypes.User);
        var twice = ResourceReader.Read(once, ResourceTypes.User);

        Assert.Equal(once.ToJsonString(), twice.ToJsonString());
    }

    [Theory]
    [InlineData("displayName", ResourceLimits.Characters)]
    [InlineData("userName", ResourceLimits.UniqueCharacters)]
    [InlineData("externalId", ResourceLimits.UniqueCharacters)]
    public void Read_takes_text_up_to_the_limit(string attribute, int limit)
    {
        var longest = new string('x', limit);

        Assert.Equal(longest, (string?)ResourceReader.Read(Body(attribute, longest), ResourceTypes.User)[attribute]);
        var error = Assert.Throws<ScimException>(() => ResourceReader.Read(Body(attribute, longest + "x"), ResourceTypes.User)).Error;
        Assert.Equal(ScimErrorType.InvalidValue, error.ScimType);
        Assert.StartsWith($"{attribute} has {limit + 1} characters; at most {limit}", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_takes_emails_up_to_the_limit()
    {
        Assert.Equal(20, ResourceReader.Read(WithEmails(20), ResourceTypes.User)["emails"]!.AsArray().Count);
        var error = Assert.Throws<ScimException>(() => ResourceReader.Read(WithEmails(21), ResourceTypes.User)).Error;
        Assert.Equal("emails has 21 values; at most 20 are allowed. Send fewer values of emails.", error.Detail);
    }

    [Theory]
    [InlineData("""{"id":"abc"}""", "abc")]
    [InlineData("""{"ID":"abc"}""", "abc")]
    [InlineData("""{"id":7}""", null)]
    [InlineData("""{"id":null}""", null)]
    [InlineData("{}", null)]
    public void ReadClientId_gives_the_id_in_the_body(string body, string? id) =>
        Assert.Equal(id, ResourceReader.ReadClientId(JsonCases.Object(body)));

    [Theory]
    [InlineData(AttributeType.Integer, "7", "7")]
    [InlineData(AttributeType.Integer, "-9223372036854775808", "-9223372036854775808")]
    [InlineData(AttributeType.Integer, "7.5", null)]
    [InlineData(AttributeType.Integer, "1e2", null)]
    [InlineData(AttributeType.Integer, "\"7\"", null)]
    [InlineData(AttributeType.Integer, "9223372036854775808", null)]
    [InlineData(AttributeType.Decimal, "7.50", "7.50")]
    [InlineData(AttributeType.Decimal, "1e400", null)]
    [InlineData(AttributeType.Decimal, "\"7.5\"", null)]
    [InlineData(AttributeType.DateTime, "\"2026-01-31T08:30:00Z\"", "\"2026-01-31T08:30:00Z\"")]
    [InlineData(AttributeType.DateTime, "\"2026-01-31T08:30:00.123-05:00\"", "\"2026-01-31T08:30:00.123-05:00\"")]
    [InlineData(AttributeType.DateTime, "\"2026-01-31\"", null)]
    [InlineData(AttributeType.DateTime, "\"2026-02-31T08:30:00Z\"", null)]
    [InlineData(AttributeType.DateTime, "\"tomorrow\"", null)]
    [InlineData(AttributeType.Binary, "\"_-8\"", "\"_-8\"")]
    [InlineData(AttributeType.Binary, "\"a b!\"", null)]
    public void ReadValue_checks_the_type(AttributeType type, string json, string? read)
    {
        var attribute = new AttributeDefinition { Name = "x", Description = "", Type = type };

        if (read is null)
        {
            var error = Assert.Throws<ScimException>(() => ResourceReader.ReadValue(attribute, JsonNode.Parse(json), "x")).Error;
            Assert.Equal(ScimErrorType.InvalidValue, error.ScimType);
            Assert.StartsWith("x must be a", error.Detail, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(read, ResourceReader.ReadValue(attribute, JsonNode.Parse(json), "x")!.ToJsonString());
        }
    }

    [Fact]
    public void Arrange_keeps_the_values_of_an_extension_that_is_no_longer_registered()
    {
        var resource = JsonCases.Object("""{"urn:example:x":{"a":1},"meta":{"version":"1"},"userName":"b","id":"1"}""");

        CanonicalResource.Arrange(resource, ResourceTypes.User);

        Assert.Equal("schemas id userName urn:example:x meta", string.Join(' ', resource.Select(member => member.Key)));
    }

    private static JsonObject Body(string attribute, string value) =>
        new() { ["schemas"] = new JsonArray((JsonNode)SchemaUris.User), ["userName"] = "bjensen", [attribute] = value };

    private static JsonObject WithEmails(int count)
    {
        var body = Body("displayName", "Babs");
        body["emails"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)$"a{i}@b.example")]);
        return body;
    }
}
