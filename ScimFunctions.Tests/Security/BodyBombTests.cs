using System.Diagnostics;
using System.Text;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>Bodies that are small to send and costly to read are refused, and quickly.</summary>
public sealed class BodyBombTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    // Generous, for a busy machine: what grows with the square of a body takes hours.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private const string Begin = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"bomb",""";

    public static TheoryData<string> Bombs => ["nested", "nestedObjects", "names", "sameNames", "number", "digits", "escapes", "emails", "values", "unclosed", "spaces"];

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task It_is_answered_in_time_and_never_with_500(string bomb)
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var (verb, path) in ((string, string)[])[("POST", "/Users"), ("POST", "/Bulk"), ("POST", "/.search"), ("PATCH", "/Users/x")])
        {
            var begin = Stopwatch.GetTimestamp();
            var answer = await session.SendAsync(verb, path, Of(bomb));
            Assert.InRange((int)answer.Status, 200, 499);
            Assert.InRange(Stopwatch.GetElapsedTime(begin), TimeSpan.Zero, Longest);
        }
    }

    [Fact]
    public async Task A_patch_of_many_operations_ends_in_time()
    {
        var session = await TenantSession.NewAsync(server);
        var id = (await session.CreateAsync("ada")).Id;
        var operations = string.Join(',', Enumerable.Range(0, 10_000).Select(number =>
            $$$"""{"op":"add","path":"phoneNumbers","value":[{"value":"{{{number}}}"}]}"""));
        var begin = Stopwatch.GetTimestamp();
        Assert.InRange((int)(await session.PatchAsync(id, $"[{operations}]")).Status, 200, 499);
        Assert.InRange(Stopwatch.GetElapsedTime(begin), TimeSpan.Zero, Longest);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("identity, gzip")]
    public async Task A_compressed_body_is_refused_unread(string encoding)
    {
        var session = await TenantSession.NewAsync(server);
        using var content = new ByteArrayContent(new byte[1000]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/scim+json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        (await session.SendAsync("POST", "/Users", content)).IsError(415);
    }

    private static string Of(string bomb) => bomb switch
    {
        "nested" => Begin + "\"x\":" + new string('[', 500_000),
        "nestedObjects" => Begin + Repeat("\"x\":{", 150_000),
        "names" => Begin + string.Join(',', Enumerable.Range(0, 60_000).Select(number => $"\"n{number}\":1")) + "}",
        "sameNames" => Begin + string.Join(',', Enumerable.Repeat("\"same\":1", 80_000)) + "}",
        "number" => Begin + "\"x\":1e999999999}",
        "digits" => Begin + "\"x\":" + new string('9', 900_000) + "}",
        "escapes" => Begin + "\"title\":\"" + Repeat("\\u0041", 150_000) + "\"}",
        "emails" => Begin + "\"emails\":[" + string.Join(',', Enumerable.Repeat("""{"value":"a@x"}""", 50_000)) + "]}",
        "values" => Begin + "\"phoneNumbers\":[" + string.Join(',', Enumerable.Range(0, 30_000).Select(number => $$"""{"value":"{{number}}"}""")) + "]}",
        "unclosed" => Begin + "\"title\":\"" + new string('a', 900_000),
        _ => new string(' ', 1_000_000) + Begin + "\"x\":1}",
    };

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
