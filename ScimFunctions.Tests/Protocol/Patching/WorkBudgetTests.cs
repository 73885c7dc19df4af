using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Patching;

public sealed class WorkBudgetTests
{
    [Fact]
    public void Operations_of_one_request_share_it()
    {
        var budget = new WorkBudget(10);
        budget.Take(6);
        budget.Take(4);
        var error = Assert.Throws<ScimException>(() => budget.Take(1)).Error;
        Assert.Equal((400, "tooMany"), (error.Status, error.ScimType));
    }

    [Fact]
    public void Patches_take_from_it()
    {
        var budget = new WorkBudget(5_000);
        var patch = PatchRequest.Parse(JsonNode.Parse("""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations":[{"op":"remove","path":"phoneNumbers[value eq \"nothing\"]"}]}
            """)!.AsObject());
        var user = new JsonObject
        {
            ["schemas"] = new JsonArray(SchemaUris.User),
            ["id"] = "1",
            ["userName"] = "ada",
            ["phoneNumbers"] = new JsonArray([.. Enumerable.Range(0, 1_000).Select(number => (JsonNode)new JsonObject { ["value"] = $"{number}" })]),
        };
        Patcher.Apply(user, patch, ResourceTypes.User, budget);
        Patcher.Apply(user, patch, ResourceTypes.User, budget);
        Assert.Equal("tooMany", Assert.Throws<ScimException>(() => Patcher.Apply(user, patch, ResourceTypes.User, budget)).Error.ScimType);
        Patcher.Apply(user, patch, ResourceTypes.User);
    }
}
