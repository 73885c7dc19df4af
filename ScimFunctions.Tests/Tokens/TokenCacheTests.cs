using System.Globalization;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens;

public sealed class TokenCacheTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_is_kept_for_60_seconds_and_then_read_again()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        await world.AuthenticateAsync(made);
        var finds = world.Table.Finds;

        world.Time.Advance(TimeSpan.FromSeconds(60));
        await world.AuthenticateAsync(made);
        Assert.Equal(finds, world.Table.Finds);

        world.Time.Advance(TimeSpan.FromTicks(1));
        await world.AuthenticateAsync(made);
        Assert.Equal(finds + 1, world.Table.Finds);
    }

    [Fact]
    public async Task A_version_of_the_secret_is_read_once()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        await world.AuthenticateAsync(made);
        var gets = world.Vault.Gets;

        world.Time.Advance(TimeSpan.FromHours(1));
        await world.AuthenticateAsync(made);
        world.Authenticator.Forget("acme");
        await world.AuthenticateAsync(made);

        Assert.Equal(gets, world.Vault.Gets);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_after_60_seconds_at_the_latest()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        await world.AuthenticateAsync(made);
        await world.Tokens.RevokeAsync("acme", made.Stored.Id, Cancellation);

        world.Time.Advance(TokenAuthenticator.LongestAge + TimeSpan.FromTicks(1));

        Assert.Same(Refused.Instance, await world.AuthenticateAsync(made));
    }

    [Fact]
    public async Task A_new_token_works_at_once_where_the_row_is_older_than_2_seconds()
    {
        var world = await TokenWorld.CreateAsync();
        await world.AuthenticateAsync(await world.MakeAsync());
        var made = await world.MakeAsync();
        world.Time.Advance(TimeSpan.FromSeconds(2) + TimeSpan.FromTicks(1));

        Assert.IsType<Granted>(await world.AuthenticateAsync(made));
    }

    [Fact]
    public async Task A_new_token_works_at_once_where_the_group_is_forgotten()
    {
        var world = await TokenWorld.CreateAsync();
        await world.AuthenticateAsync(await world.MakeAsync());
        var made = await world.MakeAsync();
        world.Authenticator.Forget("ACME");

        Assert.IsType<Granted>(await world.AuthenticateAsync(made));
    }

    [Fact]
    public async Task A_group_added_later_is_found_though_it_was_known_to_be_unknown()
    {
        var world = await TokenWorld.CreateAsync();
        await world.AuthenticateAsync(await world.MakeAsync(), "later");
        await world.Groups.CreateAsync("later", null, Cancellation);
        var made = await world.MakeAsync(group: "later");
        world.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.IsType<Granted>(await world.AuthenticateAsync(made, "later"));
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("unknown")]
    public async Task Wrong_tokens_cost_one_read_in_2_seconds_whether_the_group_exists_or_not(string group)
    {
        var world = await TokenWorld.CreateAsync();
        var header = "Bearer " + TokenFormat.Bearer.Create().Reveal();
        await world.Authenticator.AuthenticateAsync(group, header, Cancellation);
        var finds = world.Table.Finds;

        for (var i = 0; i < 10; i++)
        {
            await world.Authenticator.AuthenticateAsync(group, header, Cancellation);
        }

        Assert.Equal(finds, world.Table.Finds);
        world.Time.Advance(TimeSpan.FromSeconds(2) + TimeSpan.FromTicks(1));
        await world.Authenticator.AuthenticateAsync(group, header, Cancellation);
        Assert.Equal(finds + 1, world.Table.Finds);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_after_a_right_one_was_seen()
    {
        var world = await TokenWorld.CreateAsync();
        var (first, second) = (await world.MakeAsync(), await world.MakeAsync());
        await world.AuthenticateAsync(first);

        Assert.Equal(first.Stored.Id, Assert.IsType<Granted>(await world.AuthenticateAsync(first)).TokenId);
        Assert.Equal(second.Stored.Id, Assert.IsType<Granted>(await world.AuthenticateAsync(second)).TokenId);
        Assert.Equal(second.Stored.Id, Assert.IsType<Granted>(await world.AuthenticateAsync(second)).TokenId);
        Assert.Same(Refused.Instance, await world.Authenticator.AuthenticateAsync(
            "acme", "Bearer " + TokenFormat.Bearer.Create().Reveal(), Cancellation));
    }

    [Fact]
    public async Task Concurrent_misses_share_one_read()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        var gate = new TaskCompletionSource();
        world.Table.BeforeFind = () => gate.Task;
        var finds = world.Table.Finds;

        var waiting = Enumerable.Range(0, 32).Select(_ => world.AuthenticateAsync(made).AsTask()).ToArray();
        gate.SetResult();

        Assert.All(await Task.WhenAll(waiting), answer => Assert.IsType<Granted>(answer));
        Assert.Equal(finds + 1, world.Table.Finds);
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_fail_the_others()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        var gate = new TaskCompletionSource();
        world.Table.BeforeFind = () => gate.Task;
        using var impatience = new CancellationTokenSource();

        var impatient = world.Authenticator.AuthenticateAsync("acme", "Bearer " + made.Token.Reveal(), impatience.Token).AsTask();
        var patient = world.AuthenticateAsync(made).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();

        Assert.IsType<Granted>(await patient);
    }

    [Fact]
    public async Task A_read_that_hangs_ends_with_503()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        world.Table.BeforeFind = () => new TaskCompletionSource().Task;

        var waiting = world.AuthenticateAsync(made).AsTask();
        world.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(503, (await Assert.ThrowsAsync<ScimException>(() => waiting)).Error.Status);
    }

    [Fact]
    public async Task With_the_table_down_a_row_serves_until_it_is_60_seconds_old()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        await world.AuthenticateAsync(made);
        world.Table.Down = true;

        world.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.IsType<Granted>(await world.AuthenticateAsync(made));

        world.Time.Advance(TimeSpan.FromTicks(1));
        await AssertUnavailableAsync(world, made);
        world.Table.Down = false;
        Assert.IsType<Granted>(await world.AuthenticateAsync(made));
    }

    [Fact]
    public async Task With_the_table_down_a_token_that_may_be_new_gets_503_and_not_a_refusal()
    {
        var world = await TokenWorld.CreateAsync();
        await world.AuthenticateAsync(await world.MakeAsync());
        var made = await world.MakeAsync();
        world.Table.Down = true;
        world.Time.Advance(TimeSpan.FromSeconds(3));

        await AssertUnavailableAsync(world, made);
    }

    [Fact]
    public async Task With_the_vault_down_a_known_version_serves_and_a_needed_one_gives_503()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        await world.AuthenticateAsync(made);
        world.Vault.Down = true;
        world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<Granted>(await world.AuthenticateAsync(made));

        world.Vault.Down = false;
        var newer = await world.MakeAsync();
        world.Vault.Down = true;
        world.Time.Advance(TimeSpan.FromSeconds(3));
        await AssertUnavailableAsync(world, newer);
    }

    [Fact]
    public async Task With_the_vault_down_all_tokens_of_a_group_can_be_revoked()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        await world.AuthenticateAsync(made);
        world.Vault.Down = true;

        Assert.IsType<TokenRevoked>(await world.Tokens.RevokeAllAsync("acme", Cancellation));

        world.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Same(Refused.Instance, await world.AuthenticateAsync(made));
    }

    [Fact]
    public async Task A_flood_of_unknown_groups_does_not_push_out_a_group_in_use()
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync();
        await world.AuthenticateAsync(made);
        for (var i = 0; i < 25_000; i++)
        {
            world.Time.Advance(TimeSpan.FromTicks(100));
            await world.AuthenticateAsync(made, "unknown" + i.ToString(CultureInfo.InvariantCulture));
            await world.AuthenticateAsync(made);
        }

        var finds = world.Table.Finds;
        Assert.IsType<Granted>(await world.AuthenticateAsync(made));
        Assert.Equal(finds, world.Table.Finds);
        await world.AuthenticateAsync(made, "unknown0");
        Assert.Equal(finds + 1, world.Table.Finds);
    }

    private static async Task AssertUnavailableAsync(TokenWorld world, TokenMade made)
    {
        var failure = await Assert.ThrowsAsync<ScimException>(() => world.AuthenticateAsync(made).AsTask());
        Assert.Equal(503, failure.Error.Status);
        Assert.NotNull(failure.Error.RetryAfterSeconds);
        Assert.DoesNotContain("scimfn_", failure.ToString(), StringComparison.Ordinal);
    }
}
