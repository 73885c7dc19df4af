using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Bulk;

public sealed class BulkDeferralTests
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "x" };

    [Theory]
    [InlineData(
        """{"displayName":"A","members":[{"value":"1"},{"value":"bulkId:x","type":"Group"},{"value":"bulkId:y"}]}""",
        """{"displayName":"A","members":[{"value":"1"},{"value":"bulkId:y"}]}""",
        """{"members":[{"value":"bulkId:x","type":"Group"}]}""")]
    [InlineData(
        """{"userName":"a","urn:e":{"department":"D","manager":{"value":"bulkId:x"}}}""",
        """{"userName":"a","urn:e":{"department":"D"}}""",
        """{"urn:e":{"manager":{"value":"bulkId:x"}}}""")]
    [InlineData("""{"userName":"a","manager.value":"bulkId:x"}""", """{"userName":"a"}""", """{"manager.value":"bulkId:x"}""")]
    [InlineData("""{"a":{"b":"bulkId:x","c":1},"d":["bulkId:x"]}""", """{"d":[]}""", """{"a":{"b":"bulkId:x","c":1},"d":["bulkId:x"]}""")]
    [InlineData("""{"userName":"bulkId:y"}""", """{"userName":"bulkId:y"}""", "{}")]
    public void What_refers_to_what_is_not_made_is_taken_out(string data, string left, string taken)
    {
        var json = JsonNode.Parse(data)!.AsObject();
        Assert.Equal(taken, BulkDeferral.TakeOut(json, Names).ToJsonString());
        Assert.Equal(left, json.ToJsonString());
    }

    [Fact]
    public void Required_attribute_in_a_circle_is_a_conflict_that_names_the_bulkId()
    {
        var whole = User("""{"userName":"bulkId:x"}""");
        var left = (JsonObject)whole.DeepClone();
        BulkDeferral.TakeOut(left, Names);

        var error = Assert.Throws<ScimException>(() => BulkDeferral.Verify(whole, left, ResourceTypes.User, Names)).Error;

        Assert.Equal((409, "invalidValue"), (error.Status, error.ScimType));
        Assert.Contains("to x,", error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("to x", error.LogDetail, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_are_no_resource_anyway_are_refused_as_such()
    {
        var error = Assert.Throws<ScimException>(() => BulkDeferral.Verify(User("{}"), User("{}"), ResourceTypes.User, Names)).Error;
        Assert.Equal((400, "invalidValue"), (error.Status, error.ScimType));
    }

    [Fact]
    public void Patch_adds_what_was_taken_out()
    {
        var resource = User("""{"userName":"a","id":"1","emails":[{"value":"a@b"}]}""");
        Patcher.Apply(resource, PatchRequest.Parse(BulkDeferral.ToPatch(JsonNode.Parse("""{"emails":[{"value":"c@d"}]}""")!.AsObject())), ResourceTypes.User);
        Assert.Equal("""[{"value":"a@b"},{"value":"c@d"}]""", resource["emails"]!.ToJsonString());
    }

    private static JsonObject User(string json)
    {
        var user = JsonNode.Parse(json)!.AsObject();
        user["schemas"] = new JsonArray(SchemaUris.User);
        return user;
    }
}
