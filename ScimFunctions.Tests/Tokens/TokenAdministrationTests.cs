using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens;

public sealed class TokenAdministrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_names_the_token_and_never_shows_it()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync(TimeSpan.FromDays(2));
        var stored = Assert.Single((await world.Tokens.ListAsync("acme", Cancellation))!);

        Assert.Equal(made.Token.Reveal()[^4..], stored.LastFour);
        Assert.Equal(world.Time.GetUtcNow(), stored.Created);
        Assert.Equal(world.Time.GetUtcNow() + TimeSpan.FromDays(2), stored.Expires);
        Assert.Equal(("test", "a test", TokenScope.Provision), (stored.Name, stored.CreatedBy, stored.Scope));
        Assert.DoesNotContain(made.Token.Reveal(), $"{made} {stored}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_vault_gets_the_hash_and_not_the_token()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        var group = (await world.Groups.FindAsync("acme", Cancellation))!.Group;

        var json = await world.Vault.GetAsync(TokenSet.SecretName(group.Id), group.TokensVersion!, Cancellation);

        Assert.DoesNotContain("scimfn_", json, StringComparison.Ordinal);
        Assert.Contains("\"scope\":\"provision\"", json, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(made.Stored.Hash.Span), json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sixth_token_is_too_many()
    {
        var world = await TokenWorld.CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            await world.MakeAsync();
        }

        var outcome = await world.Tokens.CreateAsync("acme", TokenWorld.Request(), Cancellation);

        Assert.Equal(TokenProblem.TooMany, Assert.IsType<TokenUnchanged>(outcome).Reason);
    }

    [Fact]
    public async Task Expired_tokens_make_room_for_a_new_one()
    {
        var world = await TokenWorld.CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            await world.MakeAsync(TimeSpan.FromHours(1));
        }

        world.Time.Advance(TimeSpan.FromHours(1));
        var made = await world.MakeAsync();

        Assert.Equal([made.Stored.Id], await world.TokenIdsAsync());
    }

    [Fact]
    public async Task Rotation_without_overlap_ends_the_old_token_at_once()
    {
        var world = await TokenWorld.CreateAsync();
        var old = await world.MakeAsync();
        var other = await world.MakeAsync();

        var made = Assert.IsType<TokenMade>(await world.Tokens.RotateAsync("acme", old.Stored.Id, TokenWorld.Request(), TimeSpan.Zero, Cancellation));

        Assert.Equal([other.Stored.Id, made.Stored.Id], await world.TokenIdsAsync());
    }

    [Fact]
    public async Task Rotation_with_overlap_lets_both_tokens_work_until_it_ends()
    {
        var world = await TokenWorld.CreateAsync();
        var old = await world.MakeAsync();
        var made = Assert.IsType<TokenMade>(await world.Tokens.RotateAsync("acme", null, TokenWorld.Request(), TimeSpan.FromHours(2), Cancellation));

        world.Time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(1));
        Assert.IsType<Granted>(await world.AuthenticateAsync(old));
        Assert.IsType<Granted>(await world.AuthenticateAsync(made));
        world.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Same(Refused.Instance, await world.AuthenticateAsync(old));
        Assert.IsType<Granted>(await world.AuthenticateAsync(made));
    }

    [Fact]
    public async Task An_overlap_never_makes_a_token_live_longer()
    {
        var world = await TokenWorld.CreateAsync();
        var old = await world.MakeAsync(TimeSpan.FromHours(1));
        await world.Tokens.RotateAsync("acme", null, TokenWorld.Request(), TimeSpan.FromHours(2), Cancellation);
        Assert.Equal(old.Stored.Expires, (await world.Tokens.ListAsync("acme", Cancellation))![0].Expires);
    }

    [Fact]
    public async Task Unknown_groups_and_tokens_are_named_as_such()
    {
        var world = await TokenWorld.CreateAsync();
        Assert.Equal(TokenProblem.NoTenantGroup, Reason(await world.Tokens.CreateAsync("unknown", TokenWorld.Request(), Cancellation)));
        Assert.Equal(TokenProblem.NoToken, Reason(await world.Tokens.RevokeAsync("acme", "unknown", Cancellation)));
        Assert.Equal(TokenProblem.NoToken, Reason(await world.Tokens.RotateAsync("acme", "unknown", TokenWorld.Request(), TimeSpan.Zero, Cancellation)));
        Assert.Null(await world.Tokens.ListAsync("unknown", Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3651)]
    public async Task A_lifetime_out_of_range_is_invalid(int days)
    {
        var world = await TokenWorld.CreateAsync();
        Assert.Equal(TokenProblem.Invalid, Reason(await world.Tokens.CreateAsync("acme", TokenWorld.Request(TimeSpan.FromDays(days)), Cancellation)));
    }

    [Fact]
    public async Task A_token_is_bound_to_its_user()
    {
        var world = await TokenWorld.CreateAsync();
        var bound = Assert.IsType<TokenMade>(await world.Tokens.CreateAsync("acme", TokenWorld.Request() with { UserId = "u-1" }, Cancellation));
        var free = await world.MakeAsync();
        Assert.Equal("u-1", Assert.IsType<Granted>(await world.AuthenticateAsync(bound)).UserId);
        Assert.Null(Assert.IsType<Granted>(await world.AuthenticateAsync(free)).UserId);
    }

    [Fact]
    public void A_secret_that_knows_no_users_is_read()
    {
        var set = TokenSet.Parse("""{"tokens":[{"id":"1","name":"n","hash":"AAAA","scope":"read","created":"2026-01-01T00:00:00+00:00","lastFour":"abcd","createdBy":"c"}]}""");
        Assert.Null(Assert.Single(set.Tokens).UserId);
        Assert.DoesNotContain("userId", set.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task An_id_of_a_user_that_is_none_is_invalid(string userId)
    {
        var world = await TokenWorld.CreateAsync();
        Assert.Equal(TokenProblem.Invalid, Reason(await world.Tokens.CreateAsync("acme", TokenWorld.Request() with { UserId = userId }, Cancellation)));
    }

    [Fact]
    public async Task An_overlap_below_zero_is_invalid()
    {
        var world = await TokenWorld.CreateAsync();
        Assert.Equal(TokenProblem.Invalid, Reason(await world.Tokens.RotateAsync("acme", null, TokenWorld.Request(), -TimeSpan.FromHours(1), Cancellation)));
    }

    private static TokenProblem Reason(TokenOutcome outcome) => Assert.IsType<TokenUnchanged>(outcome).Reason;
}
