using System.Text.Json.Nodes;
using CsCheck;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Protocol.Patching;
using Xunit;

namespace ScimFunctions.Tests.Functions.Bulk;

/// <summary>Whatever operations are sent, the server does not fail, and answers each of those that it carried out.</summary>
public sealed class ArbitraryBulkTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static readonly string[] Methods = ["POST", "put", "Patch", "DELETE", "GET", ""];
    private static readonly string[] Paths = ["/Users", "/Users/1", "/Users/bulkId:a", "/Users/bulkId:b", "/Me", "", "/Users/%2F", "Users/\ud83d\ude00"];
    private static readonly string[] References = ["bulkId:a", "bulkId:b", "bulkId:c", "1", ""];

    [Fact]
    public async Task Arbitrary_operations_never_fail()
    {
        var session = await TenantSession.NewAsync(server);
        var operation = Gen.Select(AnyOf(Methods), AnyOf(Paths), AnyOf(["a", "b", "c", ""]), AnyOf(References), ArbitraryJson.Value(2))
            .Select((method, path, bulkId, reference, json) => Operation(method, path, bulkId, reference, json));
        await Gen.Select(operation.Array[1, 8], Gen.Int[1, 12]).SampleAsync(
            async (operations, failOnErrors) =>
            {
                var answer = await session.SendAsync("POST", "/Bulk", BulkSession.Body(operations, failOnErrors));
                if (answer.Status is not System.Net.HttpStatusCode.OK)
                {
                    answer.IsError(400, answer.ScimType);
                    return;
                }

                var results = answer.Json["Operations"]!.AsArray();
                Assert.InRange(results.Count, 1, operations.Length);
                Assert.All(results, result => Assert.True(int.Parse(result!.AsObject().Status(), null) < 500, answer.Body));
            },
            iter: 200, threads: 1);
    }

    private static string Operation(string method, string path, string bulkId, string reference, string json)
    {
        var manager = BulkSession.Manager(reference);
        var data = method.Equals("patch", StringComparison.OrdinalIgnoreCase)
            ? TenantSession.Patch($$"""[{"op":"add","path":"emails[value eq \"{{reference}}\"].type","value":{{json}} },{"op":"add","value":{ {{manager}} } }]""")
            : BulkSession.User($"u{bulkId}{reference}", $"{manager},\"emails\":{json}");
        return $$"""{"method":"{{method}}","path":{{JsonValue.Create(path).ToJsonString()}},"bulkId":"{{bulkId}}","data":{{data}} }""";
    }

    private static Gen<string> AnyOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
