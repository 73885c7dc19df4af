using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens;

/// <summary>The keys of cursors: made once, the same in all processes, rotated with one overlap.</summary>
public sealed class CursorKeysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_key_is_made_once_and_kept_in_memory()
    {
        var world = await TokenWorld.CreateAsync();
        var keys = Keys(world);
        var key = await keys.CurrentAsync(Cancellation);
        var gets = world.Vault.Gets;

        AssertSame(key, await keys.CurrentAsync(Cancellation));
        AssertSame(key, await keys.FindAsync(key.Id, Cancellation));
        Assert.Equal(CursorKey.Length, key.Bytes.Length);
        Assert.Equal(gets, world.Vault.Gets);
    }

    [Fact]
    public async Task Another_process_has_the_same_key()
    {
        var world = await TokenWorld.CreateAsync();
        var key = await Keys(world).CurrentAsync(Cancellation);
        AssertSame(key, await Keys(world).FindAsync(key.Id, Cancellation));
        AssertSame(key, await Keys(world).CurrentAsync(Cancellation));
    }

    [Fact]
    public async Task Of_two_made_at_once_the_first_committed_counts()
    {
        var world = await TokenWorld.CreateAsync();
        CursorKey? winner = null;
        world.Table.BeforeNextCommit = async () => winner = await Keys(world).CurrentAsync(Cancellation);
        var loser = await Keys(world).CurrentAsync(Cancellation);
        AssertSame(winner!, loser);
    }

    [Fact]
    public async Task A_key_whose_answer_is_lost_counts()
    {
        var world = await TokenWorld.CreateAsync();
        world.Table.LoseNextAnswer = true;
        var key = await Keys(world).CurrentAsync(Cancellation);
        AssertSame(key, await Keys(world).CurrentAsync(Cancellation));
    }

    [Fact]
    public async Task A_rotated_key_opens_once_more_and_then_no_more()
    {
        var world = await TokenWorld.CreateAsync();
        var keys = Keys(world);
        var first = await keys.CurrentAsync(Cancellation);

        world.Time.Advance(CursorKeys.Lifetime - TimeSpan.FromSeconds(1));
        AssertSame(first, await keys.CurrentAsync(Cancellation));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await keys.CurrentAsync(Cancellation);
        Assert.NotEqual(first.Id, second.Id);
        AssertSame(first, await keys.FindAsync(first.Id, Cancellation));

        world.Time.Advance(CursorKeys.Lifetime);
        var third = await keys.CurrentAsync(Cancellation);
        AssertSame(second, await keys.FindAsync(second.Id, Cancellation));
        AssertSame(third, await keys.FindAsync(third.Id, Cancellation));
        Assert.Null(await keys.FindAsync(first.Id, Cancellation));
    }

    [Fact]
    public async Task A_key_that_another_process_rotated_in_is_found()
    {
        var world = await TokenWorld.CreateAsync();
        var keys = Keys(world);
        var first = await keys.CurrentAsync(Cancellation);
        world.Time.Advance(CursorKeys.Lifetime);
        var second = await Keys(world).CurrentAsync(Cancellation);

        AssertSame(second, await keys.FindAsync(second.Id, Cancellation));
        AssertSame(second, await keys.CurrentAsync(Cancellation));
        AssertSame(first, await keys.FindAsync(first.Id, Cancellation));
    }

    [Fact]
    public async Task Keys_that_nobody_has_are_not_looked_for_all_the_time()
    {
        var world = await TokenWorld.CreateAsync();
        var keys = Keys(world);
        var key = await keys.CurrentAsync(Cancellation);
        var finds = world.Table.Finds;
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(await keys.FindAsync(key.Id + 1, Cancellation));
        }

        Assert.Equal(finds, world.Table.Finds);
    }

    [Fact]
    public async Task An_outage_of_the_vault_only_puts_rotation_off()
    {
        var world = await TokenWorld.CreateAsync();
        var keys = Keys(world);
        var first = await keys.CurrentAsync(Cancellation);
        world.Time.Advance(CursorKeys.Lifetime);
        world.Vault.Down = true;
        AssertSame(first, await keys.CurrentAsync(Cancellation));

        world.Vault.Down = false;
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(first.Id, (await keys.CurrentAsync(Cancellation)).Id);
    }

    [Fact]
    public async Task Without_vault_and_key_it_fails()
    {
        var world = await TokenWorld.CreateAsync();
        world.Vault.Down = true;
        await Assert.ThrowsAsync<TokenVaultException>(() => Keys(world).CurrentAsync(Cancellation).AsTask());
    }

    private static CursorKeys Keys(TokenWorld world) => new(world.Table, world.Vault, world.Time);

    private static void AssertSame(CursorKey expected, CursorKey? found)
    {
        Assert.NotNull(found);
        Assert.Equal(expected.Id, found.Id);
        Assert.True(expected.Bytes.Span.SequenceEqual(found.Bytes.Span));
    }
}
