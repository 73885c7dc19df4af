using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens;

public sealed class TokenAuthenticatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_valid_token_is_granted_with_its_group_id_and_scope()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync(scope: TokenScope.Read);

        var granted = Assert.IsType<Granted>(await world.AuthenticateAsync(made));

        Assert.Equal(("acme", made.Stored.Id, TokenScope.Read), (granted.Group.Path, granted.TokenId, granted.Scope));
    }

    [Fact]
    public async Task The_path_is_found_in_any_case()
    {
        var world = await TokenWorld.CreateAsync();
        Assert.IsType<Granted>(await world.AuthenticateAsync(await world.MakeAsync(), "ACME"));
    }

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("BEARER {0}")]
    [InlineData("Bearer   {0}  ")]
    public async Task The_scheme_is_read_in_any_case_and_spacing(string header)
    {
        var world = await TokenWorld.CreateAsync();
        var token = (await world.MakeAsync()).Token.Reveal();
        Assert.IsType<Granted>(await world.Authenticator.AuthenticateAsync(
            "acme", string.Format(System.Globalization.CultureInfo.InvariantCulture, header, token), Cancellation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("{0}")]
    [InlineData("Basic {0}")]
    [InlineData("Bearer{0}")]
    [InlineData("Bearer {0},Bearer {0}")]
    [InlineData("Bearer {0}x")]
    [InlineData("Bearer scimfn_")]
    public async Task A_missing_or_malformed_token_is_refused_without_a_look_up(string? header)
    {
        var world = await TokenWorld.CreateAsync();
        var token = (await world.MakeAsync()).Token.Reveal();
        var finds = world.Table.Finds;

        var answer = await world.Authenticator.AuthenticateAsync("acme", header?.Replace("{0}", token, StringComparison.Ordinal), Cancellation);

        Assert.Same(Refused.Instance, answer);
        Assert.Equal(finds, world.Table.Finds);
    }

    [Fact]
    public async Task A_header_longer_than_512_characters_is_refused()
    {
        var world = await TokenWorld.CreateAsync();
        var header = "Bearer " + new string(' ', 512) + (await world.MakeAsync()).Token.Reveal();
        Assert.Same(Refused.Instance, await world.Authenticator.AuthenticateAsync("acme", header, Cancellation));
    }

    [Fact]
    public async Task Every_refusal_is_the_same()
    {
        var world = await TokenWorld.CreateAsync();
        await world.Groups.CreateAsync("other", null, Cancellation);
        var others = await world.MakeAsync(group: "other");
        var expired = await world.MakeAsync(TimeSpan.FromDays(1));
        var revoked = await world.MakeAsync();
        await world.Tokens.RevokeAsync("acme", revoked.Stored.Id, Cancellation);
        world.Time.Advance(TimeSpan.FromDays(1));

        Assert.Same(Refused.Instance, await world.AuthenticateAsync(others));
        Assert.Same(Refused.Instance, await world.AuthenticateAsync(expired));
        Assert.Same(Refused.Instance, await world.AuthenticateAsync(revoked));
        Assert.Same(Refused.Instance, await world.AuthenticateAsync(others, "unknown"));
        Assert.Same(Refused.Instance, await world.AuthenticateAsync(others, "../acme"));
        Assert.Same(Refused.Instance, await world.Authenticator.AuthenticateAsync(
            "acme", "Bearer " + TokenFormat.Bearer.Create().Reveal(), Cancellation));
    }

    [Fact]
    public async Task A_group_without_a_token_refuses()
    {
        var world = await TokenWorld.CreateAsync();
        Assert.Same(Refused.Instance, await world.Authenticator.AuthenticateAsync(
            "acme", "Bearer " + TokenFormat.Bearer.Create().Reveal(), Cancellation));
    }

    [Fact]
    public async Task A_token_expires_while_it_is_cached()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync(TimeSpan.FromSeconds(30));
        Assert.IsType<Granted>(await world.AuthenticateAsync(made));

        world.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.IsType<Granted>(await world.AuthenticateAsync(made));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Same(Refused.Instance, await world.AuthenticateAsync(made));
    }

    [Fact]
    public async Task Every_token_of_a_group_is_granted()
    {
        var world = await TokenWorld.CreateAsync();
        for (var i = 0; i < TokenSet.Most; i++)
        {
            var made = await world.MakeAsync();
            world.Authenticator.Forget("acme");
            Assert.Equal(made.Stored.Id, Assert.IsType<Granted>(await world.AuthenticateAsync(made)).TokenId);
        }
    }

    [Fact]
    public async Task A_warm_check_is_synchronous_gives_the_same_grant_and_allocates_nothing()
    {
        var world = await TokenWorld.CreateAsync();
        var header = "Bearer " + (await world.MakeAsync()).Token.Reveal();
        var first = await world.Authenticator.AuthenticateAsync("acme", header, Cancellation);
        const int Checks = 1000;
        Check(world.Authenticator, header, first, Checks);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Check(world.Authenticator, header, first, Checks);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Check(TokenAuthenticator authenticator, string header, Authentication expected, int checks)
    {
        for (var i = 0; i < checks; i++)
        {
            var answer = authenticator.AuthenticateAsync("acme", header, CancellationToken.None);
            if (!answer.IsCompletedSuccessfully || !ReferenceEquals(answer.Result, expected))
            {
                Assert.Fail("The check was not answered from memory.");
            }
        }
    }
}
