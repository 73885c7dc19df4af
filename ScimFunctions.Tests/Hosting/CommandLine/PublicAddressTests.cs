using Microsoft.Extensions.Configuration;
using ScimFunctions.Hosting.CommandLine;
using Xunit;

namespace ScimFunctions.Tests.Hosting.CommandLine;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("", "http://localhost:7071")]
    [InlineData("--urls=http://localhost:8080", "http://localhost:8080")]
    [InlineData("--urls=http://*:8080;https://*:8443", "http://localhost:8080")]
    [InlineData("--urls=http://0.0.0.0:80/", "http://localhost:80")]
    [InlineData("--urls=http://[::]:80", "http://localhost:80")]
    [InlineData("--ASPNETCORE_URLS=http://+:5000", "http://localhost:5000")]
    [InlineData("--urls=http://localhost:8080 --PublicBaseUrl=https://scim.example/", "https://scim.example")]
    public void The_address_is_the_public_one_else_where_the_server_listens(string args, string expected)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(args.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Build();
        Assert.Equal(expected + "/api/scim/v2/groups/demo", PublicAddress.Of(configuration).TenantUrl("demo"));
    }
}
