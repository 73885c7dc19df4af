using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Patching;

public sealed class ImmutableAttributeTests
{
    private static readonly ResourceType Type = new()
    {
        Name = "Badge",
        Endpoint = "/Badges",
        Description = "",
        Schema = new Schema("urn:badge", "Badge", "",
        [
            new() { Name = "serial", Description = "", Mutability = Mutability.Immutable },
            new() { Name = "tags", Description = "", MultiValued = true },
            new()
            {
                Name = "holders",
                Description = "",
                Type = AttributeType.Complex,
                MultiValued = true,
                SubAttributes =
                [
                    new() { Name = "value", Description = "", Mutability = Mutability.Immutable, Required = true },
                    new() { Name = "display", Description = "" },
                ],
            },
        ]),
    };

    [Theory]
    [InlineData("""{"op":"add","path":"serial","value":"2"}""")]
    [InlineData("""{"op":"replace","path":"serial","value":"2"}""")]
    [InlineData("""{"op":"replace","value":{"serial":"2"}}""")]
    [InlineData("""{"op":"replace","path":"serial","value":null}""")]
    [InlineData("""{"op":"remove","path":"serial"}""")]
    [InlineData("""{"op":"replace","path":"holders[value eq \"a\"].value","value":"b"}""")]
    public void A_value_once_given_cannot_change(string operation)
    {
        var error = Assert.Throws<ScimException>(() => Apply(operation)).Error;

        Assert.Equal((400, ScimErrorType.Mutability), (error.Status, error.ScimType));
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"serial","value":"1"}""")]
    [InlineData("""{"op":"replace","path":"holders[value eq \"a\"].value","value":"a"}""")]
    public void The_value_that_is_there_may_be_sent_again(string operation) => Assert.Equal(
        """{"schemas":["urn:badge"],"serial":"1","tags":["x"],"holders":[{"value":"a"}]}""", Apply(operation).ToJsonString());

    [Theory]
    [InlineData("""{"op":"add","path":"holders","value":[{"value":"b"}]}""", """[{"value":"a"},{"value":"b"}]""")]
    [InlineData("""{"op":"replace","path":"holders[value eq \"a\"].display","value":"A"}""", """[{"value":"a","display":"A"}]""")]
    public void Elements_come_and_change_around_it(string operation, string holders) =>
        Assert.Equal(holders, Apply(operation)["holders"]!.ToJsonString());

    [Theory]
    [InlineData("""{"op":"add","path":"tags","value":["x","y"]}""", """["x","y"]""")]
    [InlineData("""{"op":"add","path":"tags","value":"y"}""", """["x","y"]""")]
    [InlineData("""{"op":"replace","path":"tags","value":["y"]}""", """["y"]""")]
    [InlineData("""{"op":"remove","path":"tags","value":["x"]}""", null)]
    public void Simple_values_are_elements_too(string operation, string? tags) =>
        Assert.Equal(tags, Apply(operation)["tags"]?.ToJsonString());

    [Fact]
    public void A_required_sub_attribute_must_be_there()
    {
        var error = Assert.Throws<ScimException>(() => Apply("""{"op":"add","path":"holders","value":[{"display":"B"}]}""")).Error;

        Assert.StartsWith("holders.value is required and missing", error.Detail, StringComparison.Ordinal);
    }

    private static JsonObject Apply(string operation)
    {
        var resource = JsonCases.Object("""{"schemas":["urn:badge"],"serial":"1","tags":["x"],"holders":[{"value":"a"}]}""");
        Patcher.Apply(resource, PatchRequest.Parse(JsonCases.Object($$"""{"schemas":["{{PatchRequest.Urn}}"],"Operations":[{{operation}}]}""")), Type);
        return resource;
    }
}
