using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Tokens;

public sealed class AdminKeyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_key_is_made_once()
    {
        var world = await TokenWorld.CreateAsync();
        Assert.NotNull(await world.AdminKey.EnsureAsync(Cancellation));
        Assert.Null(await world.AdminKey.EnsureAsync(Cancellation));
    }

    [Fact]
    public async Task The_key_and_no_other_is_right()
    {
        var world = await TokenWorld.CreateAsync();
        var key = (await world.AdminKey.EnsureAsync(Cancellation))!.Reveal();

        Assert.True(await world.AdminKey.VerifyAsync(key, Cancellation));
        Assert.False(await world.AdminKey.VerifyAsync(TokenFormat.AdminKey.Create().Reveal(), Cancellation));
        Assert.False(await world.AdminKey.VerifyAsync(TokenFormat.Bearer.Create().Reveal(), Cancellation));
        Assert.False(await world.AdminKey.VerifyAsync("", Cancellation));
    }

    [Fact]
    public async Task Without_a_key_none_is_right()
    {
        var world = await TokenWorld.CreateAsync();
        Assert.False(await world.AdminKey.VerifyAsync(TokenFormat.AdminKey.Create().Reveal(), Cancellation));
    }

    [Fact]
    public async Task Of_two_made_at_once_the_first_committed_counts()
    {
        var world = await TokenWorld.CreateAsync();
        PlainToken? winner = null;
        world.Table.BeforeNextCommit = async () => winner = await world.AdminKey.EnsureAsync(Cancellation);

        Assert.Null(await world.AdminKey.EnsureAsync(Cancellation));
        Assert.True(await world.AdminKey.VerifyAsync(winner!.Reveal(), Cancellation));
    }

    [Fact]
    public async Task A_rotation_whose_answer_is_lost_shows_the_key_that_counts()
    {
        var world = await TokenWorld.CreateAsync();
        await world.AdminKey.EnsureAsync(Cancellation);
        world.Table.LoseNextAnswer = true;
        var key = await world.AdminKey.RotateAsync(Cancellation);
        Assert.True(await world.AdminKey.VerifyAsync(key!.Reveal(), Cancellation));
    }

    [Fact]
    public async Task A_key_whose_answer_is_lost_is_shown()
    {
        var world = await TokenWorld.CreateAsync();
        world.Table.LoseNextAnswer = true;
        var key = await world.AdminKey.EnsureAsync(Cancellation);
        Assert.True(await world.AdminKey.VerifyAsync(key!.Reveal(), Cancellation));
    }
}
