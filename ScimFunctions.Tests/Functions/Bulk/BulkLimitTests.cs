using System.Net;
using System.Text;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Bulk;

/// <summary>How large bulk requests and their operations may be (RFC 7644 §3.7.4), and which are none.</summary>
public sealed class BulkLimitTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[1]}""")]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","METHOD":"DELETE"}]}""")]
    public async Task What_is_no_bulk_request_is_refused(string body) =>
        (await (await TenantSession.NewAsync(server)).SendAsync("POST", "/Bulk", body)).IsError(400, "invalidSyntax");

    [Fact]
    public async Task More_operations_than_announced_are_too_many_and_none_is_carried_out()
    {
        var session = await TenantSession.NewAsync(server);
        var operations = Enumerable.Range(0, await LimitAsync(session, "maxOperations") + 1).Select(number => BulkSession.PostUser($"{number}", $"u{number}"));
        var error = (await session.SendAsync("POST", "/Bulk", BulkSession.Body(operations))).IsError(413);
        Assert.Contains("maxOperations", error.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (int?)(await session.GetAsync("/Users?count=0")).Json["totalResults"]);
    }

    [Fact]
    public async Task More_bytes_than_announced_are_too_large()
    {
        var session = await TenantSession.NewAsync(server);
        var most = await LimitAsync(session, "maxPayloadSize");
        var body = BulkSession.Body([BulkSession.PostUser("a", "ada")]);
        (await session.SendAsync("POST", "/Bulk", body + new string(' ', most - Encoding.UTF8.GetByteCount(body)))).Is(HttpStatusCode.OK);
        var error = (await session.SendAsync("POST", "/Bulk", body + new string(' ', most))).IsError(413);
        Assert.Contains($"maxPayloadSize ({most}", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operation_has_the_limits_of_a_request_of_its_own()
    {
        var session = await TenantSession.NewAsync(server);
        var results = await session.BulkAsync(
            BulkSession.PostUser("a", "ada", $"\"x\":\"{new string('a', 1024 * 1024)}\""),
            BulkSession.PostUser("b", "bob", $"\"x\":{new string('[', 31)}{new string(']', 31)}"));
        Assert.Equal(["413", "201"], results.Select(result => result.Status()));
    }

    [Fact]
    public async Task Deeper_data_than_a_request_may_have_are_refused() => (await (await TenantSession.NewAsync(server)).SendAsync(
        "POST", "/Bulk", BulkSession.Body([BulkSession.PostUser("b", "bob", $"\"x\":{new string('[', 32)}{new string(']', 32)}")]))).IsError(400, "invalidSyntax");

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_POST_is_answered(string verb)
    {
        var answer = (await (await TenantSession.NewAsync(server)).SendAsync(verb, "/Bulk")).IsError(405);
        Assert.Equal(["POST"], answer.Content.Allow);
    }

    private static async Task<int> LimitAsync(TenantSession session, string name)
    {
        var bulk = (await session.GetAsync("/ServiceProviderConfig")).Json["bulk"]!.AsObject();
        Assert.True((bool?)bulk["supported"]);
        return (int)bulk[name]!;
    }
}
