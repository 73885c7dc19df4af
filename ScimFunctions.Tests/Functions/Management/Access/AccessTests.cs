using System.Net;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Access;

/// <summary>What who guesses the admin key meets, and how the key is changed.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private readonly StrictServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task After_too_many_failures_nothing_of_that_source_is_looked_at()
    {
        var key = await _server.AdminKeyAsync();
        for (var i = 0; i < 3; i++)
        {
            ManagementSession.IsProblem(await _server.SendAsync("GET", "/api/groups", null, TokenFormat.AdminKey.Create().Reveal()), HttpStatusCode.Unauthorized);
        }

        var refused = await _server.SendAsync("GET", "/api/groups", null, key);

        ManagementSession.IsProblem(refused, HttpStatusCode.TooManyRequests);
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public async Task A_new_admin_key_ends_the_old_one()
    {
        var old = await _server.AdminKeyAsync();

        var rotated = (await _server.SendAsync("POST", "/api/admin-key/rotate", null, old)).Is(HttpStatusCode.OK);

        Assert.Equal("no-store", rotated.Header("Cache-Control"));
        ManagementSession.IsProblem(await _server.SendAsync("GET", "/api/groups", null, old), HttpStatusCode.Unauthorized);
        (await _server.SendAsync("GET", "/api/groups", null, (string)rotated.Json["key"]!)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/api/groups")]
    [InlineData("POST", "/api/groups")]
    [InlineData("POST", "/api/admin-key/rotate")]
    public async Task Without_the_key_nothing_is_answered(string method, string path)
    {
        var refused = await _server.SendAsync(method, path, method == "POST" ? "{}" : null, "scimadm_nothing");
        ManagementSession.IsProblem(refused, HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", refused.Header("WWW-Authenticate"));
    }
}
