using Microsoft.AspNetCore.Http;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;
using Xunit;

namespace ScimFunctions.Tests.Functions;

public sealed class PublicUrlTests
{
    [Theory]
    [InlineData(null, false, "http://inner:80")]
    [InlineData(null, true, "https://outer.example")]
    [InlineData("https://scim.example/base", false, "https://scim.example/base")]
    [InlineData("https://scim.example", true, "https://scim.example")]
    public void Forwarded_headers_are_believed_only_behind_a_host(string? configured, bool behindHost, string expected) =>
        Assert.Equal(expected + "/api/scim/v2/groups/acme", new PublicUrl(configured, behindHost).OfGroup(Request("outer.example"), "acme"));

    [Theory]
    [InlineData("a\"b")]
    [InlineData("a/b")]
    [InlineData("a, b")]
    public void Forwarded_host_that_is_none_is_refused(string host) =>
        Assert.Equal(400, Assert.Throws<ScimException>(() => new PublicUrl(null, true).OfGroup(Request(host), "acme")).Error.Status);

    [Fact]
    public void Without_forwarded_headers_the_host_counts() =>
        Assert.Equal("http://inner:80/api/scim/v2/groups/acme", new PublicUrl(null, true).OfGroup(Request(null), "acme"));

    private static HttpRequest Request(string? forwarded)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "http";
        request.Host = new HostString("inner:80");
        if (forwarded is not null)
        {
            request.Headers["X-Forwarded-Host"] = forwarded;
            request.Headers["X-Forwarded-Proto"] = "https";
        }

        return request;
    }
}
