using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Tests.Tokens;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Hosting.CommandLine;

public sealed class CommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("token demo", true)]
    [InlineData("group add acme", true)]
    [InlineData("--help", true)]
    [InlineData("-h", true)]
    [InlineData("-?", true)]
    [InlineData("help", true)]
    [InlineData("--version", true)]
    [InlineData("nonsense", true)]
    [InlineData("--urls http://localhost:8080", false)]
    [InlineData("--Storage:Embedded:Directory=/data", false)]
    [InlineData("", false)]
    public void A_command_is_told_from_configuration(string line, bool command) =>
        Assert.Equal(command, Commands.Handles(Split(line)));

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("help")]
    public async Task Help_names_the_commands_and_keys_and_opens_nothing(string line)
    {
        var (code, output, error) = await RunAsync(_ => throw new InvalidOperationException("opened"), line);

        Assert.Equal((0, ""), (code, error));
        foreach (var word in new[] { "token <group>", "group add <path>", "admin-key", "urls", "Storage:Embedded:Directory", "PublicBaseUrl", "Tokens:VaultUri" })
        {
            Assert.Contains(word, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("token")]
    [InlineData("token acme --nonsense")]
    [InlineData("token acme --scope write")]
    [InlineData("token acme --expires 0")]
    [InlineData("token acme --expires soon")]
    [InlineData("token acme --expires 2000000000")]
    [InlineData("token acme --overlap -1")]
    [InlineData("token acme --replace --overlap 1")]
    [InlineData("group")]
    [InlineData("group add")]
    public async Task What_is_not_understood_gives_a_sentence_that_names_help_and_code_2(string line)
    {
        var (code, output, error) = await RunAsync(_ => throw new InvalidOperationException("opened"), line);

        Assert.Equal(2, code);
        Assert.Matches("^[^\n]+--help\\.\n$", error);
        Assert.Empty(output);
    }

    [Fact]
    public async Task Help_of_a_command_opens_nothing()
    {
        var (code, output, _) = await RunAsync(_ => throw new InvalidOperationException("opened"), "token --help");
        Assert.Equal(0, code);
        Assert.Contains("--overlap", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_prints_the_URL_and_a_valid_token()
    {
        var world = await TokenWorld.CreateAsync();
        var (code, output, error) = await RunAsync(world, "token acme");
        var lines = output.Split('\n');

        Assert.Equal((0, ""), (code, error));
        Assert.Equal("Tenant URL:    https://scim.example/api/scim/v2/groups/acme", lines[0]);
        Assert.IsType<Granted>(await world.Authenticator.AuthenticateAsync("acme", "Bearer " + lines[1]["Secret token:  ".Length..], Cancellation));
    }

    [Fact]
    public async Task Token_heeds_scope_and_expiry()
    {
        var world = await TokenWorld.CreateAsync();
        await RunAsync(world, "token acme --scope read --expires 30");
        var token = Assert.Single((await world.Tokens.ListAsync("acme", Cancellation))!);
        Assert.Equal((TokenScope.Read, token.Created + TimeSpan.FromDays(30)), (token.Scope, token.Expires));
    }

    [Fact]
    public async Task Token_is_bound_to_a_user()
    {
        var world = await TokenWorld.CreateAsync();
        await RunAsync(world, "token acme --user u-1");
        Assert.Equal("u-1", Assert.Single((await world.Tokens.ListAsync("acme", Cancellation))!).UserId);
    }

    [Fact]
    public async Task Replace_ends_the_other_tokens_at_once()
    {
        var world = await TokenWorld.CreateAsync();
        await world.MakeAsync();
        await RunAsync(world, "token acme --replace");
        Assert.Single(await world.TokenIdsAsync());
    }

    [Fact]
    public async Task Overlap_ends_the_other_tokens_later()
    {
        var world = await TokenWorld.CreateAsync();
        await world.MakeAsync();
        await RunAsync(world, "token acme --overlap 24");
        var tokens = (await world.Tokens.ListAsync("acme", Cancellation))!;
        Assert.Equal([world.Time.GetUtcNow() + TimeSpan.FromHours(24), null], tokens.Select(token => token.Expires));
    }

    [Fact]
    public async Task A_sixth_token_fails_with_the_remedy()
    {
        var world = await TokenWorld.CreateAsync();
        for (var i = 0; i < 5; i++)
        {
            await world.MakeAsync();
        }

        var (code, output, error) = await RunAsync(world, "token acme");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("--replace", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token unknown", 1)]
    [InlineData("group add acme", 1)]
    [InlineData("group add ..", 2)]
    public async Task What_fails_says_why_in_one_sentence(string line, int expected)
    {
        var (code, output, error) = await RunAsync(await TokenWorld.CreateAsync(), line);
        Assert.Equal((expected, ""), (code, output));
        Assert.Matches("^[^\n]+\n$", error);
    }

    [Fact]
    public async Task An_outage_fails_with_one_sentence()
    {
        var world = await TokenWorld.CreateAsync();
        world.Table.Down = true;
        var (code, _, error) = await RunAsync(world, "token acme");
        Assert.Equal((1, "The table cannot be reached.\n"), (code, error));
    }

    [Fact]
    public async Task Group_add_makes_a_group()
    {
        var world = await TokenWorld.CreateAsync();
        var (code, output, _) = await RunAsync(world, "group add acme.io --name Acme");

        Assert.Equal(0, code);
        Assert.StartsWith("Tenant URL:    https://scim.example/api/scim/v2/groups/acme.io\n", output, StringComparison.Ordinal);
        Assert.Equal("Acme", (await world.Groups.FindAsync("acme.io", Cancellation))!.Group.Name);
    }

    [Fact]
    public async Task Configuration_may_follow_a_command()
    {
        var world = await TokenWorld.CreateAsync();
        string[] seen = [];
        var (code, _, _) = await RunAsync(
            configuration =>
            {
                seen = configuration;
                return Services(world);
            },
            "token acme --Storage:Embedded:Directory /data --replace --urls=http://localhost:1");

        Assert.Equal(0, code);
        Assert.Equal(["--Storage:Embedded:Directory", "/data", "--urls=http://localhost:1"], seen);
    }

    private static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static CommandServices Services(TokenWorld world) => new(world.Groups, world.Tokens, world.AdminKey, world.Checking, new("https://scim.example"));

    private static Task<(int Code, string Output, string Error)> RunAsync(TokenWorld world, string line) => RunAsync(_ => Services(world), line);

    private static async Task<(int Code, string Output, string Error)> RunAsync(Func<string[], CommandServices> open, string line)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var code = await new Commands(open, output, error).RunAsync(Split(line), Cancellation);
        return (code, output.ToString(), error.ToString());
    }
}
