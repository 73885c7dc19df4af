using System.Net;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>What time does to tokens and to <c>meta</c>.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private readonly ObservedServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Expired_token_is_refused_like_a_wrong_one()
    {
        var session = await TenantSession.NewAsync(_server);
        var lifetime = TimeSpan.FromHours(1);
        var token = await _server.NewTokenAsync(session.Tenant.Path, TokenScope.Provision, lifetime);
        var expiring = new TenantSession(_server.Client, session.Tenant with { Token = token }, _server.Table);
        (await expiring.GetAsync("/Users")).Is(HttpStatusCode.OK);

        _server.Time.Advance(lifetime);

        var expired = (await expiring.GetAsync("/Users")).IsError(401);
        var wrong = await session.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer wrong"));
        Assert.Equal(wrong.Body, expired.Body);
        (await session.GetAsync("/Users")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Change_moves_lastModified_and_no_change_does_not()
    {
        var session = await TenantSession.NewAsync(_server);
        var made = await session.CreateAsync("ada", "1");
        _server.Time.Advance(TimeSpan.FromHours(1));

        var same = await session.PatchAsync(made.Id, """[{"op":"replace","path":"active","value":"True"}]""");
        var put = await session.SendAsync("PUT", "/Users/" + made.Id, TenantSession.User("ada", "1"));
        var changed = (await session.PatchAsync(made.Id, """[{"op":"replace","path":"active","value":false}]""")).Json["meta"]!;

        Assert.Equal(made.Body, same.Body);
        Assert.Equal(made.Body, put.Body);
        Assert.Equal((string?)made.Json["meta"]!["created"], (string?)changed["created"]);
        Assert.Equal("2000-01-01T01:00:00.000Z", (string?)changed["lastModified"]);
    }
}
