using ScimFunctions.Storage;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens;

public sealed class TokenRaceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_creations_at_once_keep_both_tokens()
    {
        var world = await TokenWorld.CreateAsync();
        TokenMade? second = null;
        world.Table.BeforeNextCommit = async () => second = await world.MakeAsync();

        var first = Assert.IsType<TokenMade>(await world.Rival.CreateAsync("acme", TokenWorld.Request(), Cancellation));

        Assert.Equal([second!.Stored.Id, first.Stored.Id], await world.TokenIdsAsync());
        Assert.IsType<Granted>(await world.AuthenticateAsync(first));
        Assert.IsType<Granted>(await world.AuthenticateAsync(second));
    }

    [Fact]
    public async Task Two_rotations_of_all_tokens_at_once_leave_the_later_token()
    {
        var world = await TokenWorld.CreateAsync();
        await world.MakeAsync();
        world.Table.BeforeNextCommit = async () =>
            Assert.IsType<TokenMade>(await world.Tokens.RotateAsync("acme", null, TokenWorld.Request(), TimeSpan.Zero, Cancellation));

        var later = Assert.IsType<TokenMade>(await world.Rival.RotateAsync("acme", null, TokenWorld.Request(), TimeSpan.Zero, Cancellation));

        Assert.Equal([later.Stored.Id], await world.TokenIdsAsync());
    }

    [Fact]
    public async Task A_creation_does_not_bring_back_a_token_revoked_meanwhile()
    {
        var world = await TokenWorld.CreateAsync();
        var old = await world.MakeAsync();
        world.Table.BeforeNextCommit = () => world.Tokens.RevokeAsync("acme", old.Stored.Id, Cancellation);

        var made = Assert.IsType<TokenMade>(await world.Rival.CreateAsync("acme", TokenWorld.Request(), Cancellation));

        Assert.Equal([made.Stored.Id], await world.TokenIdsAsync());
        Assert.Same(Refused.Instance, await world.AuthenticateAsync(old));
    }

    [Fact]
    public async Task A_revocation_does_not_lose_a_token_made_meanwhile()
    {
        var world = await TokenWorld.CreateAsync();
        var old = await world.MakeAsync();
        TokenMade? made = null;
        world.Table.BeforeNextCommit = async () => made = await world.MakeAsync();

        Assert.IsType<TokenRevoked>(await world.Rival.RevokeAsync("acme", old.Stored.Id, Cancellation));

        Assert.Equal([made!.Stored.Id], await world.TokenIdsAsync());
    }

    [Fact]
    public async Task Whoever_loses_every_race_is_told_and_changes_nothing()
    {
        var world = await TokenWorld.CreateAsync();
        var group = (await world.Groups.FindAsync("acme", Cancellation))!.Group;
        var (others, mine) = (0, false);
        world.Table.BeforeEachCommit = async () =>
        {
            if (!mine)
            {
                mine = true;
                var stored = (await world.Groups.FindAsync("acme", Cancellation))!;
                await world.Groups.ReplaceAsync(group with { Name = $"{++others}" }, stored.ETag, Cancellation);
                mine = false;
            }
        };

        var outcome = await world.Rival.CreateAsync("acme", TokenWorld.Request(), Cancellation);

        Assert.Equal((TokenProblem.Contended, 8), (Assert.IsType<TokenUnchanged>(outcome).Reason, others));
        Assert.Empty(await world.TokenIdsAsync());
    }

    [Fact]
    public async Task A_creation_whose_answer_is_lost_is_done_once()
    {
        var world = await TokenWorld.CreateAsync();
        world.Table.LoseNextAnswer = true;
        var made = await world.MakeAsync();
        Assert.Equal([made.Stored.Id], await world.TokenIdsAsync());
    }

    [Fact]
    public async Task A_failure_to_commit_leaves_the_old_tokens_as_they_are()
    {
        var world = await TokenWorld.CreateAsync();
        var old = await world.MakeAsync();
        world.Table.BeforeNextCommit = () => Task.FromException(new StorageException("It failed.", outcomeUnknown: false));

        await Assert.ThrowsAsync<StorageException>(() =>
            world.Tokens.RotateAsync("acme", null, TokenWorld.Request(), TimeSpan.Zero, Cancellation));

        Assert.Equal([old.Stored.Id], await world.TokenIdsAsync());
    }

    [Fact]
    public async Task With_the_vault_down_a_rotation_changes_nothing()
    {
        var world = await TokenWorld.CreateAsync();
        var old = await world.MakeAsync();
        world.Vault.Down = true;
        await Assert.ThrowsAsync<TokenVaultException>(() =>
            world.Tokens.RotateAsync("acme", null, TokenWorld.Request(), TimeSpan.Zero, Cancellation));
        world.Vault.Down = false;
        Assert.Equal([old.Stored.Id], await world.TokenIdsAsync());
    }
}
