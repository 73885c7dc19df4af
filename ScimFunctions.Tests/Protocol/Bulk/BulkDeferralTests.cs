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
        """{"userName":"a","URN:e":{"department":"D","manager":{"value":"bulkId:x","$ref":"bulkId:x"}}}""",
        """{"userName":"a","URN:e":{"department":"D"}}""",
        """{"URN:e":{"manager":{"value":"bulkId:x","$ref":"bulkId:x"}}}""")]
    [InlineData("""{"userName":"a","URN:e:manager.value":"bulkId:x"}""", """{"userName":"a"}""", """{"URN:e:manager.value":"bulkId:x"}""")]
    [InlineData("""{"Members":["bulkId:x","2"]}""", """{"Members":["2"]}""", """{"Members":["bulkId:x"]}""")]
    [InlineData("""{"members":[{"value":"bulkId:x"}]}""", """{"members":[]}""", """{"members":[{"value":"bulkId:x"}]}""")]
    [InlineData("""{"displayName":"bulkId:x","emails":[{"value":"bulkId:x"}]}""", """{"displayName":"bulkId:x","emails":[{"value":"bulkId:x"}]}""", "{}")]
    [InlineData("""{"members":["bulkId:y"]}""", """{"members":["bulkId:y"]}""", "{}")]
    public void What_refers_to_what_is_not_made_is_taken_out(string data, string left, string taken)
    {
        var json = JsonNode.Parse(Named(data))!.AsObject();
        var type = json.ContainsKey("userName") ? ResourceTypes.User : ResourceTypes.Group;
        Assert.Equal(Named(taken), BulkDeferral.TakeOut(json, type, Names).ToJsonString());
        Assert.Equal(Named(left), json.ToJsonString());

        static string Named(string json) => json.Replace("URN:e", SchemaUris.EnterpriseUser, StringComparison.Ordinal);
    }

    [Fact]
    public void Required_attribute_in_a_circle_is_a_conflict_that_names_the_bulkId()
    {
        var error = Assert.Throws<ScimException>(() => BulkDeferral.Verify(User("""{"userName":"a"}"""), User("{}"), ResourceTypes.User, Names)).Error;

        Assert.Equal((409, null), (error.Status, error.ScimType));
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
