using System.Net;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Tokens;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>Guessing tokens finds none, and costs the store next to nothing.</summary>
public sealed class TokenGuessingTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    [Fact]
    public async Task Ten_thousand_guesses_are_refused_and_write_nothing()
    {
        var world = await TokenWorld.CreateAsync();
        await world.MakeAsync();
        var finds = world.Table.Finds;

        for (var guess = 0; guess < 10_000; guess++)
        {
            var header = "Bearer " + TokenFormat.Bearer.Create().Reveal();
            Assert.Same(Refused.Instance, await world.Authenticator.AuthenticateAsync("acme", header, TokenWorld.Cancellation));
        }

        Assert.InRange(world.Table.Finds - finds, 0, 2);
    }

    [Fact]
    public async Task A_token_with_any_one_character_changed_is_refused()
    {
        var session = await TenantSession.NewAsync(server);
        var token = session.Tenant.Token;
        for (var at = 0; at < token.Length; at++)
        {
            var changed = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            var answer = await session.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer " + changed));
            answer.IsError(401);
        }

        (await session.GetAsync("/Users")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_flood_of_guesses_writes_no_row_for_each()
    {
        var session = await TenantSession.NewAsync(server);
        await session.CreateAsync("ada");
        var before = (await session.RowsAsync()).Length;

        for (var guess = 0; guess < 200; guess++)
        {
            (await session.SendAsync("GET", "/Users", (string?)null, ("Authorization", "Bearer " + TokenFormat.Bearer.Create().Reveal()))).IsError(401);
        }

        Assert.InRange((await session.RowsAsync()).Length - before, 0, 1);
    }
}
