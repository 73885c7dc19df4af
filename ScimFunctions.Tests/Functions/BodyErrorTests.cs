using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>What is answered to bodies that cannot be read (RFC 7644 §3.12).</summary>
public sealed class BodyErrorTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    public static TheoryData<string> Unreadable =>
    [
        "", "null", "[]", "\"x\"", "1", "{\"a\":", "{} {}", "{\"a\":1,}", "{/**/}", "\uFEFF",
        """{"userName":"a","userName":"b"}""",
        """{"userName":"a","USERNAME":"b"}""",
        """{"name":{"givenName":"a","GivenName":"b"}}""",
        """{"emails":[{"value":"a","VALUE":"b"}]}""",
        $$"""{"x":{{new string('[', 32)}}{{new string(']', 32)}}}""",
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Body_that_is_not_one_plain_object_is_invalidSyntax(string body)
    {
        var session = await TenantSession.NewAsync(server);
        (await session.SendAsync("POST", "/Users", body)).IsError(400, "invalidSyntax");
        (await session.SendAsync("PUT", "/Users/x", body)).IsError(400, "invalidSyntax");
        (await session.SendAsync("PATCH", "/Users/x", body)).IsError(400, "invalidSyntax");
    }

    [Fact]
    public async Task Depth_32_is_read()
    {
        var body = $$"""{"schemas":["{{TenantSession.UserSchema}}"],"userName":"a","x":{{new string('[', 31)}}{{new string(']', 31)}}}""";
        (await (await TenantSession.NewAsync(server)).SendAsync("POST", "/Users", body)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Byte_order_mark_is_skipped()
    {
        var session = await TenantSession.NewAsync(server);
        (await session.SendAsync("POST", "/Users", "\uFEFF" + TenantSession.User("ada"))).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"userName":null}""")]
    [InlineData("""{"userName":""}""")]
    [InlineData("""{"userName":" \t"}""")]
    public async Task Missing_or_blank_userName_names_the_attribute_mapping(string user)
    {
        var body = TenantSession.User(JsonNode.Parse(user)!.AsObject());
        var answer = await (await TenantSession.NewAsync(server)).SendAsync("POST", "/Users", body);
        Assert.Contains("userName", answer.IsError(400, "invalidValue").Detail, StringComparison.Ordinal);
        Assert.Contains("attribute mapping", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userName", """ "userName":"\ud800" """)]
    [InlineData("externalId", """ "userName":"a","externalId":"x\udc00" """)]
    [InlineData("emails.value", """ "userName":"a","emails":[{"type":"work"},{"value":"\ud800x"}] """)]
    [InlineData("name.familyName", """ "name":{"givenName":"b","familyName":"\ud800"},"userName":"a" """)]
    [InlineData("displayName", """ "name":{"givenName":"b"},"displayName":"\udfff" """)]
    public async Task Half_a_surrogate_pair_is_refused_by_name(string attribute, string members)
    {
        var session = await TenantSession.NewAsync(server);
        var answer = await session.SendAsync("POST", "/Users", $$"""{"schemas":["{{TenantSession.UserSchema}}"],{{members}}}""");
        Assert.StartsWith(attribute + " holds text", answer.IsError(400, "invalidSyntax").Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userName", """ "userName":"a\u0000b" """)]
    [InlineData("externalId", """ "userName":"a","externalId":"\u0000" """)]
    [InlineData("emails", """ "userName":"a","emails":[{"value":"x\u0000"}] """)]
    public async Task Null_character_is_refused_by_name(string attribute, string members)
    {
        var session = await TenantSession.NewAsync(server);
        var answer = await session.SendAsync("POST", "/Users", $$"""{"schemas":["{{TenantSession.UserSchema}}"],{{members}}}""");
        Assert.Contains(attribute, answer.IsError(400, "invalidValue").Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_past_1_MiB_is_too_large(bool chunked)
    {
        var session = await TenantSession.NewAsync(server);
        (await session.SendAsync("POST", "/Users", Padded(1024 * 1024, chunked))).IsError(400, "invalidValue");
        (await session.SendAsync("POST", "/Users", Padded((1024 * 1024) + 1, chunked))).IsError(413);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("text/plain", null)]
    [InlineData("application/xml", null)]
    [InlineData("application/json; charset=latin1", null)]
    [InlineData("application/scim+json; charset=utf-16", null)]
    [InlineData("application/json", "gzip")]
    [InlineData("application/json", "br, gzip")]
    public async Task Other_content_types_and_encodings_are_refused(string? type, string? encoding)
    {
        var session = await TenantSession.NewAsync(server);
        (await session.SendAsync("POST", "/Users", Content(type, encoding))).IsError(415);
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData("APPLICATION/SCIM+JSON", "Identity")]
    [InlineData("application/scim+json; charset=\"UTF-8\"", null)]
    public async Task Json_in_UTF_8_is_read(string type, string? encoding)
    {
        var session = await TenantSession.NewAsync(server);
        (await session.SendAsync("POST", "/Users", Content(type, encoding))).Is(HttpStatusCode.Created);
    }

    private static ByteArrayContent Content(string? type, string? encoding)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(TenantSession.User("ada")));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return content;
    }

    private static StreamContent Padded(int length, bool chunked)
    {
        var start = $$"""{"schemas":["{{TenantSession.UserSchema}}"],"x":""";
        var bytes = Encoding.UTF8.GetBytes(start + '"' + new string('a', length - start.Length - 3) + "\"}");
        Assert.Equal(length, bytes.Length);
        var content = new StreamContent(new MemoryStream(bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
        content.Headers.ContentLength = chunked ? null : length;
        return content;
    }
}
