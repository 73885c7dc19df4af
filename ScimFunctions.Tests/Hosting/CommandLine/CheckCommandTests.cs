using ScimFunctions.Directory.Rows;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Hosting.CommandLine;

public sealed class CheckCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_of_what_agrees_ends_with_0()
    {
        var (code, output, error) = await RunAsync(await TokenWorld.CreateAsync(), "check acme");
        Assert.Equal((0, "All 0 rows agree.\n", ""), (code, output, error));
    }

    [Fact]
    public async Task Check_prints_each_row_that_is_broken_and_ends_with_1()
    {
        var world = await BrokenAsync();
        var (code, output, _) = await RunAsync(world, "check acme");

        Assert.Equal(1, code);
        Assert.Matches("^n:BO: [^\n]+\\.\n1 of 1 rows are broken\\. [^\n]+\n$", output);
    }

    [Fact]
    public async Task Repair_says_what_it_mended_and_ends_with_0()
    {
        var world = await BrokenAsync();
        var (code, output, _) = await RunAsync(world, "repair acme");

        Assert.Equal(0, code);
        Assert.Matches("^Mended: n:BO: [^\n]+\\.\nAll 0 rows agree\\.\n$", output);
        Assert.Equal(0, (await RunAsync(world, "check acme")).Code);
    }

    [Theory]
    [InlineData("check nobody", 1)]
    [InlineData("repair nobody", 1)]
    [InlineData("check", 2)]
    [InlineData("repair", 2)]
    public async Task Group_has_to_be_there(string line, int expected)
    {
        var (code, output, error) = await RunAsync(await TokenWorld.CreateAsync(), line);
        Assert.Equal((expected, ""), (code, output));
        Assert.Matches("^[^\n]+\\.\n$", error);
    }

    private static async Task<TokenWorld> BrokenAsync()
    {
        var world = await TokenWorld.CreateAsync();
        var group = (await world.Groups.FindAsync("acme", Cancellation))!.Group;
        await world.Table.CommitAsync(group.Id, [new InsertRow(RowKeys.UserName("bo"), Columns.Of(new Column("user", "nobody")), default)], Cancellation);
        return world;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(TokenWorld world, string line)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var commands = new Commands(_ => new(world.Groups, world.Tokens, world.AdminKey, world.Checking, new("https://scim.example")), output, error);
        return (await commands.RunAsync(line.Split(' '), Cancellation), output.ToString(), error.ToString());
    }
}
