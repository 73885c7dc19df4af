using System.Text.Json;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Cli.EndToEnd;

/// <summary>What the command line does with all of a group, and with the server, against a real server.</summary>
public sealed class WholeGroupCommandTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_directory.Path, "acme.jsonl");

    [Fact]
    public async Task A_group_is_exported_and_imported_into_another()
    {
        var from = await FilledAsync();
        var told = await from.JsonAsync("export", from.Group, "--file", File);
        Assert.Equal((File, 2, 2), (told.GetProperty("file").GetString(), told.GetProperty("users").GetInt32(), told.GetProperty("members").GetInt32()));
        Assert.Contains("2 users, 1 SCIM groups, 2 members", await from.TextAsync("export", from.Group, "--file", File), StringComparison.Ordinal);

        var to = await Administrator.AtAsync(server);
        Assert.StartsWith("Made 2 users, 1 SCIM groups, 2 members", await to.TextAsync("import", to.Group, "--file", File), StringComparison.Ordinal);
        var again = await to.JsonAsync("import", to.Group, "--file", File);
        Assert.Equal((0, true), (again.GetProperty("made").GetProperty("users").GetInt32(), again.GetProperty("whole").GetBoolean()));
        Assert.Contains("2 users", await to.TextAsync("export", to.Group, "--file", File + "2"), StringComparison.Ordinal);
        Assert.Equal(
            (await System.IO.File.ReadAllLinesAsync(File, Cancellation))[1..],
            (await System.IO.File.ReadAllLinesAsync(File + "2", Cancellation))[1..]);
    }

    [Fact]
    public async Task An_export_that_was_cut_off_anywhere_is_gone_on_with()
    {
        var admin = await FilledAsync();
        await admin.TextAsync("export", admin.Group, "--file", File);
        var whole = await System.IO.File.ReadAllBytesAsync(File, Cancellation);
        for (var cut = 0; cut < whole.Length; cut += 1 + (whole.Length / 25))
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..cut], Cancellation);
            await admin.TextAsync("export", admin.Group, "--file", File);
            Assert.Equal(Lines(whole), Lines(await System.IO.File.ReadAllBytesAsync(File, Cancellation)));
        }
    }

    [Fact]
    public async Task A_file_that_holds_something_else_is_left_as_it_is()
    {
        var admin = await Administrator.AtAsync(server);
        await System.IO.File.WriteAllTextAsync(File, "a letter\n", Cancellation);
        Assert.Equal(1, (await admin.RunAsync("export", admin.Group, "--file", File)).ExitCode);
        Assert.Equal("a letter\n", await System.IO.File.ReadAllTextAsync(File, Cancellation));
        var run = await admin.RunAsync("import", admin.Group, "--file", File);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{File}:1: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await admin.RunAsync("import", admin.Group, "--file", File + "-none")).ExitCode);
    }

    [Fact]
    public async Task Whoever_watches_is_told_how_it_ends()
    {
        var admin = await FilledAsync();
        var run = await admin.RunAsync(new CliSetting { IsWatched = true }, "export", admin.Group, "--file", File);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 users, 1 SCIM groups", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_whose_rows_agree_is_said_to()
    {
        var admin = await FilledAsync();
        Assert.Matches("^All [0-9]+ rows agree", await admin.TextAsync("check", admin.Group));
        Assert.Equal(0, (await admin.JsonAsync("check", admin.Group)).GetProperty("broken").GetInt32());
    }

    [Theory]
    [InlineData("entra")]
    [InlineData("okta")]
    public async Task Provisioning_is_tried_and_leaves_nothing(string client)
    {
        var admin = await Administrator.AtAsync(server);
        var run = await admin.RunAsync("try", client, "--url", admin.Users.Tenant.BaseUri.AbsoluteUri, "--json");
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal((0, 0), (report.RootElement.GetProperty("failed").GetInt32(), report.RootElement.GetProperty("left").GetArrayLength()));
        Assert.Equal(0, (int)(await admin.Users.GetAsync("/Users")).Json["totalResults"]!);
    }

    [Fact]
    public async Task Words_are_completed()
    {
        var admin = await Administrator.AtAsync(server);
        var suggested = (await admin.TextAsync("[suggest:3]", "exp")).Split('\n', StringSplitOptions.TrimEntries);
        Assert.Contains("export", suggested);
        Assert.Contains("[suggest:", await admin.TextAsync("completion", "bash"), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    // But for the head, which has the time.
    private static string[] Lines(byte[] file) => System.Text.Encoding.UTF8.GetString(file).Split('\n')[1..];

    private async Task<Administrator> FilledAsync()
    {
        var admin = await Administrator.AtAsync(server);
        var (ada, bo) = ((await admin.Users.CreateAsync("ada", "uid-1")).Id, (await admin.Users.CreateAsync("bo", "uid-2")).Id);
        await admin.Users.SendAsync("POST", "/Groups",
            $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"All","members":[{"value":"{{ada}}"},{"value":"{{bo}}"}]}""");
        return admin;
    }
}
