using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Tests.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Hosting.CommandLine;

public sealed class AdminKeyCommandTests
{
    private const string Label = "Admin key:     ";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("admin-key")]
    [InlineData("admin-key --rotate")]
    public async Task The_key_that_is_shown_is_right(string line)
    {
        var world = await TokenWorld.CreateAsync();
        var (code, output, error) = await RunAsync(world, line);

        Assert.Equal((0, ""), (code, error));
        Assert.True(await world.AdminKey.VerifyAsync(Key(output), Cancellation));
    }

    [Fact]
    public async Task A_second_time_no_key_is_shown_and_the_first_stays()
    {
        var world = await TokenWorld.CreateAsync();
        var first = Key((await RunAsync(world, "admin-key")).Output);
        var (code, output, error) = await RunAsync(world, "admin-key");

        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("scimadm_", output, StringComparison.Ordinal);
        Assert.Contains("--rotate", output, StringComparison.Ordinal);
        Assert.True(await world.AdminKey.VerifyAsync(first, Cancellation));
    }

    [Fact]
    public async Task Rotation_ends_the_old_key()
    {
        var world = await TokenWorld.CreateAsync();
        var first = Key((await RunAsync(world, "admin-key")).Output);
        var second = Key((await RunAsync(world, "admin-key --rotate")).Output);

        Assert.False(await world.AdminKey.VerifyAsync(first, Cancellation));
        Assert.True(await world.AdminKey.VerifyAsync(second, Cancellation));
    }

    [Fact]
    public async Task Who_loses_a_race_of_rotations_shows_no_key()
    {
        var world = await TokenWorld.CreateAsync();
        await RunAsync(world, "admin-key");
        world.Table.BeforeNextCommit = () => RunAsync(world, "admin-key --rotate");
        var (code, output, error) = await RunAsync(world, "admin-key --rotate");

        Assert.Equal((1, ""), (code, output));
        Assert.Matches("^[^\n]+try again\\.\n$", error);
    }

    [Fact]
    public async Task An_outage_of_the_vault_fails_with_one_sentence()
    {
        var world = await TokenWorld.CreateAsync();
        world.Vault.Down = true;
        Assert.Equal((1, "", "The token vault is unavailable.\n"), await RunAsync(world, "admin-key"));
    }

    private static string Key(string output) => Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries))[Label.Length..];

    private static async Task<(int Code, string Output, string Error)> RunAsync(TokenWorld world, string line)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var commands = new Commands(_ => new(world.Groups, world.Tokens, world.AdminKey, world.Checking, new("https://scim.example")), output, error);
        return (await commands.RunAsync(line.Split(' '), Cancellation), output.ToString(), error.ToString());
    }
}
