using System.Text.Json;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Cli.EndToEnd;

/// <summary>Identities, members, the log and what is done to one person on the command line, against a real server.</summary>
public sealed class PeopleCommandTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    [Fact]
    public async Task Identities_are_listed_shown_changed_checked_and_deleted()
    {
        var admin = await Administrator.AtAsync(server);
        await admin.Users.CreateAsync("ada", "uid-1");
        Assert.Equal("uid-1", Assert.Single((await admin.JsonAsync("identity", "list", admin.Group)).EnumerateArray()).GetProperty("externUid").GetString());
        Assert.Contains("uid-1\tada\ttrue", await admin.TextAsync("identity", "list", admin.Group, "--active", "true"), StringComparison.Ordinal);
        Assert.Contains("userName\tada", await admin.TextAsync("identity", "show", admin.Group, "uid-1"), StringComparison.Ordinal);
        Assert.Equal("uid-2", (await admin.JsonAsync("identity", "change", admin.Group, "uid-1", "--to", "uid-2")).GetProperty("externUid").GetString());

        Assert.Contains("allowed\ttrue", await admin.TextAsync("identity", "check", admin.Group, "uid-2"), StringComparison.Ordinal);
        var no = await admin.RunAsync("identity", "check", admin.Group, "uid-1", "--json");
        Assert.Equal((1, false), (no.ExitCode, JsonDocument.Parse(no.Output).RootElement.GetProperty("allowed").GetBoolean()));

        await admin.TextAsync("identity", "delete", admin.Group, "uid-2", "--yes");
        Assert.Equal("[]", (await admin.RunAsync("identity", "list", admin.Group, "--json")).Output.Trim());
    }

    [Fact]
    public async Task Members_are_listed_and_given_roles_and_the_last_owner_stays()
    {
        var admin = await Administrator.AtAsync(server);
        var id = (await admin.Users.CreateAsync("ada", "uid-1")).Id;
        Assert.Equal("owner", (await admin.JsonAsync("member", "role", admin.Group, id, "owner")).GetProperty("role").GetString());
        Assert.Contains("ada\towner\t", await admin.TextAsync("member", "list", admin.Group), StringComparison.Ordinal);
        Assert.Equal(1, (await admin.RunAsync("member", "role", admin.Group, id, "guest")).ExitCode);
        Assert.Equal(1, (await admin.RunAsync("member", "role", admin.Group, id, "nobody")).ExitCode);
    }

    [Fact]
    public async Task The_log_is_shown_and_filtered()
    {
        var admin = await Administrator.AtAsync(server);
        var id = (await admin.Users.CreateAsync("ada", "uid-1")).Id;
        await admin.Users.SendAsync("DELETE", "/Users/" + id);
        Assert.Equal(3, (await admin.TextAsync("log", admin.Group)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var run = await admin.RunAsync("log", admin.Group, "--user", id, "--top", "1", "--json");
        Assert.Equal(204, JsonDocument.Parse(run.Output).RootElement.GetProperty("status").GetInt32());
        Assert.Equal(1, (await admin.RunAsync("log", admin.Group, "--status", "many")).ExitCode);
    }

    [Fact]
    public async Task The_log_is_followed_until_it_is_stopped()
    {
        var admin = await Administrator.AtAsync(server);
        await admin.Users.CreateAsync("ada", "uid-1");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var output = new StoppingWriter(2, stop);
        var terminal = new ScimFunctions.Cli.CommandLine.Terminal(output, TextWriter.Null, TextReader.Null, _ => null, new InstantTime());
        var following = new ScimFunctions.Cli.CommandLine.CliApplication(terminal).RunAsync(
            ["log", admin.Group, "--follow", "--json", "--url", server.Root, "--admin-key", await server.AdminKeyAsync()], stop.Token);
        await output.First;
        await admin.Users.CreateAsync("bo", "uid-2");
        Assert.Equal(1, await following);
        Assert.Equal(2, output.Lines);
    }

    [Fact]
    public async Task A_deleted_user_is_restored_then_erased_with_a_receipt()
    {
        var admin = await Administrator.AtAsync(server);
        var id = (await admin.Users.CreateAsync("ada", "uid-1")).Id;
        await admin.Users.SendAsync("DELETE", "/Users/" + id);
        await admin.TextAsync("restore", admin.Group, id);
        Assert.Equal(1, (await admin.RunAsync("restore", admin.Group, id)).ExitCode);

        Assert.Equal(2, (await admin.RunAsync("erase", admin.Group, "--user", id)).ExitCode);
        var receipt = (await admin.JsonAsync("erase", admin.Group, "--user", id, "--yes")).GetProperty("id").GetString()!;
        Assert.Contains(receipt, await admin.TextAsync("erase", admin.Group, "--receipts"), StringComparison.Ordinal);
    }

    /// <summary>A writer that stops the command after some lines.</summary>
    private sealed class StoppingWriter(int most, CancellationTokenSource stop) : StringWriter
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Lines { get; private set; }

        public Task First => _first.Task;

        public override async Task WriteLineAsync(string? value)
        {
            Lines++;
            _first.TrySetResult();
            if (Lines == most)
            {
                await stop.CancelAsync();
            }
        }
    }
}
