using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Resources;

/// <summary>What is in canonical form is told from what is not, so that arranging leaves the one alone and mends the other.</summary>
public sealed class CanonicalOrderTests
{
    private const string Core = "\"urn:ietf:params:scim:schemas:core:2.0:User\"";
    private const string Enterprise = "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\"";

    [Theory]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob"}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"id":"1","externalId":"2","userName":"bob","name":{"familyName":"B","givenName":"A"},"active":true,"meta":{"resourceType":"User"}}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","emails":[{"value":"a@b.c","type":"work","primary":true}]}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}},{{{Enterprise}}}],"userName":"bob",{{{Enterprise}}}:{"department":"Sales"}}""")]
    public void A_canonical_resource_is_left_alone(string json)
    {
        Assert.True(CanonicalOrder.Holds(Parse(json), ResourceTypes.User));
        Assert.Equal(json, Arranged(json));
    }

    [Theory]
    [InlineData($$$"""{"userName":"bob","schemas":[{{{Core}}}]}""")]
    [InlineData("""{"userName":"bob"}""")]
    [InlineData($$$"""{"schemas":[],"userName":"bob"}""")]
    [InlineData($$$"""{"schemas":[{{{Enterprise}}}],"userName":"bob"}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}},{{{Enterprise}}}],"userName":"bob"}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob",{{{Enterprise}}}:{"department":"Sales"}}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}},{{{Enterprise}}}],"userName":"bob",{{{Enterprise}}}:{}}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}},{{{Core}}}],"userName":"bob",{{{Enterprise}}}:{"department":"Sales"}}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"externalId":"2","id":"1","userName":"bob"}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"active":true,"userName":"bob"}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","title":null}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","name":{}}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","name":{"givenName":"A","familyName":"B"}}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","emails":[]}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","emails":[{"type":"work","primary":true}]}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","emails":[{"type":"work","value":"a@b.c"}]}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","meta":{"resourceType":"User"},"title":"x"}""")]
    [InlineData($$$"""{"schemas":[{{{Core}}}],"userName":"bob","urn:example:unknown":{"a":1}}""")]
    public void What_is_not_canonical_is_told_and_arranged(string json)
    {
        Assert.False(CanonicalOrder.Holds(Parse(json), ResourceTypes.User));
        var arranged = Arranged(json);
        Assert.NotEqual(json, arranged);
        Assert.Equal(arranged, Arranged(arranged));
    }

    private static string Arranged(string json)
    {
        var resource = Parse(json);
        CanonicalResource.Arrange(resource, ResourceTypes.User);
        return resource.ToJsonString();
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
