using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Protocol.Patching;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>Whatever is sent, the server does not fail, and what it refuses changes no row.</summary>
public sealed class ArbitraryRequestTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static readonly string[] Verbs = ["POST", "PUT", "PATCH"];

    private static readonly string[] Words =
    [
        "userName", "emails", "emails.value", "meta.created", "active", "nope", "urn:ietf:params:scim:schemas:core:2.0:User:userName", "name.familyName",
        "eq", "ne", "co", "sw", "ew", "gt", "le", "pr", "and", "or", "not", "(", ")", "[", "]", "\"ada\"", "\"\"", "\"2011-05-13T04:42:34Z\"", "1", "-1e5",
        "true", "null", ".", ":", "\"", "\\", "\u0000", "é", "😀", "%",
    ];

    [Fact]
    public async Task Arbitrary_bytes_never_fail() => await SampleAsync(Gen.Byte.Array[0, 200]);

    [Fact]
    public async Task Arbitrary_json_never_fails() => await SampleAsync(ArbitraryJson.Value(3).Select(Encoding.UTF8.GetBytes));

    [Fact]
    public async Task Arbitrary_attributes_of_a_user_never_fail() => await SampleAsync(
        ArbitraryJson.Value(3).Array[3].Select(json => Encoding.UTF8.GetBytes(
            $$"""{"schemas":["{{TenantSession.UserSchema}}"],"userName":"eve","emails":{{json[0]}},"name":{{json[1]}},"externalId":{{json[2]}} }""")));

    [Fact]
    public async Task Arbitrary_operations_never_fail() => await SampleAsync(
        Gen.Select(AnyOf(["add", "replace", "remove", "Add"]), AnyOf(Words).Array[0, 4], ArbitraryJson.Value(3))
            .Select((op, path, value) => Encoding.UTF8.GetBytes(TenantSession.Patch(
                $$"""[{"op":"{{op}}","path":{{JsonValue.Create(string.Concat(path)).ToJsonString()}},"value":{{value}} }]"""))));

    [Fact]
    public async Task Arbitrary_filters_never_fail()
    {
        var session = await TenantSession.NewAsync(server);
        await session.CreateAsync("ada", "1");

        // The first search that goes through all users counts them.
        (await session.GetAsync("/Users?filter=title%20pr")).Is(HttpStatusCode.OK);
        var before = await session.DumpAsync();
        var filters = Gen.OneOf(Gen.String[0, 40], AnyOf(Words).Array[1, 8].Select(words => string.Join(' ', words)));
        await filters.SampleAsync(
            async filter =>
            {
                var answer = await session.GetAsync("/Users?filter=" + Uri.EscapeDataString(WellFormed(filter)));
                Assert.True(answer.Status is HttpStatusCode.OK || answer.IsError(400, answer.ScimType).ScimType is "invalidFilter", answer.Body);
            },
            iter: 200, threads: 1);
        Assert.Equal(before, await session.DumpAsync());
    }

    private static Gen<string> AnyOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private async Task SampleAsync(Gen<byte[]> bodies)
    {
        var session = await TenantSession.NewAsync(server);
        var id = (await session.CreateAsync("ada", "1")).Id;
        await Gen.Select(AnyOf(Verbs), bodies).SampleAsync(
            async (verb, body) =>
            {
                var before = await session.DumpAsync();
                var content = new ByteArrayContent(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
                var answer = await session.SendAsync(verb, verb is "POST" ? "/Users" : "/Users/" + id, content);
                Assert.True((int)answer.Status < 500, answer.Body);
                if (!((int)answer.Status is >= 200 and < 300))
                {
                    answer.IsError((int)answer.Status, (string?)answer.Json["scimType"]);
                    Assert.Equal(before, await session.DumpAsync());
                }
            },
            iter: 120, threads: 1);
    }
}
