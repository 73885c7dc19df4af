using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Protocol.Filters;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Bulk;

public sealed class BulkPlanTests
{
    private const string Urn = "urn:example:plan:1.0:Links";

    private static readonly Schema Links = RegisteredTypes.Read($$"""
        {"id":"{{Urn}}","name":"Links","attributes":[{"name":"links","type":"reference","multiValued":true,"referenceTypes":["User","Group"]}]}
        """);

    public static TheoryData<int, string, string> Cases => CaseFile.Read("bulk-plans.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plan_is(int line, string operations, string expected)
    {
        var steps = BulkPlan.Of(Parse(operations.Split("; ").Select(Operation)));
        CaseFile.AssertRow(line, operations, expected, string.Join(' ', steps.Select(Show)));
    }

    [Fact]
    public void Thousand_operations_that_refer_to_the_next_are_planned_from_the_last() => Assert.Equal(
        Enumerable.Range(0, 1000).Reverse(),
        BulkPlan.Of(Parse(Enumerable.Range(0, 1000).Select(index => Operation($"POST /Users =u{index}" + (index < 999 ? $" @u{index + 1}" : "")))))
            .Select(step => step.Operation.Index));

    private static BulkRequest Parse(IEnumerable<JsonObject> operations) => BulkRequest.Parse(
        new JsonObject { ["schemas"] = new JsonArray(BulkRequest.Urn), ["Operations"] = new JsonArray([.. operations]) },
        [Referring(ResourceTypes.User), Referring(ResourceTypes.Group)]);

    /// <summary>A type whose resources may refer to any number of others.</summary>
    private static ResourceType Referring(ResourceType type) => new()
    {
        Name = type.Name,
        Endpoint = type.Endpoint,
        Description = "",
        Schema = type.Schema,
        Extensions = [new SchemaExtension(Links, Required: false)],
    };

    private static JsonObject Operation(string text)
    {
        var words = text.Split(' ');
        var (data, links) = (new JsonObject(), new JsonArray());
        var operation = new JsonObject { ["method"] = words[0], ["path"] = words[1], ["data"] = data };
        foreach (var word in words[2..])
        {
            switch (word[0])
            {
                case '=':
                    operation["bulkId"] = word[1..];
                    break;
                case '@':
                    links.Add((JsonNode)("bulkId:" + word[1..]));
                    break;
                case '#':
                    links.Add((JsonNode)word[1..]);
                    break;
                case '~':
                    data["Operations"] = new JsonArray(new JsonObject
                    {
                        ["op"] = "replace",
                        ["path"] = word[1..].Split(':')[0],
                        ["value"] = word.Split(':')[1],
                    });
                    break;
                default:
                    data[word.Split(':')[0]] = word.Split(':')[1];
                    break;
            }
        }

        if (words[0] is not "PATCH")
        {
            data[Urn] = new JsonObject { ["links"] = links };
        }
        else if (links.Count > 0)
        {
            data["Operations"] = new JsonArray(new JsonObject { ["op"] = "add", ["path"] = $"{Urn}:links", ["value"] = links });
        }

        return operation;
    }

    private static string Show(BulkStep step)
    {
        var operation = step.Operation;
        var deferred = step.Completes ? "+" : string.Concat(step.Deferred.Order(StringComparer.Ordinal).Select(name => "-" + name));
        return (operation.Problem is null ? "" : "!") + operation.Index + deferred
            + (step.After.Count > 0 ? "<" : "") + string.Join(',', step.After.Order());
    }
}
