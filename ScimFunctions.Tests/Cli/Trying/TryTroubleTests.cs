using System.Text.Json;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Cli.Trying;

/// <summary>Runs that do not come to their end, or that a hostile endpoint answers.</summary>
public sealed class TryTroubleTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private const string Resident = "resident@example.com";

    [Fact]
    public async Task Endpoint_that_is_not_there_ends_the_run()
    {
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync($"http://127.0.0.1:{FreePort.Next()}", Cancellation, "entra");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("The endpoint cannot be reached", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_that_is_refused_ends_the_run_and_is_not_repeated()
    {
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync(Cancellation, "entra", "--token", "scimfn_wrong");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("refuses the token", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("scimfn_wrong", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_is_read_from_the_input()
    {
        var session = await TrySession.InAsync(server, Cancellation);
        var setting = new CliSetting { Input = session.Tenant.Token + "\n" };
        var run = await CliRun.OfAsync(setting, Cancellation, "try", "gitlab", "--url", session.Tenant.BaseUri.AbsoluteUri, "--token", "-");
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Without_a_token_it_says_where_one_goes()
    {
        var run = await CliRun.OfAsync(Cancellation, "try", "entra", "--url", "http://127.0.0.1:9");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("SCIM_TOKEN", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scim.example.com", "--url takes the tenant URL")]
    [InlineData("https://jo:secret@scim.example.com/v2", "--url takes no user name")]
    [InlineData("https://scim.example.com/v2/Users", "leave /Users out")]
    public async Task Url_that_is_none_is_refused(string url, string message)
    {
        var run = await CliRun.OfAsync(Cancellation, "try", "entra", "--token", "t", "--url", url);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_create_that_was_never_answered_is_deleted_too()
    {
        var hung = 0;
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync(
            async (exchange, forward) =>
            {
                await forward();
                if (exchange.Method is "POST" && Interlocked.Exchange(ref hung, 1) is 0)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, exchange.Aborted);
                }
            }, Cancellation, "gitlab", "--timeout", "1", "--json");
        using var report = JsonDocument.Parse(run.Output);
        Assert.Contains(report.RootElement.GetProperty("steps").EnumerateArray(), step => step.TryGetProperty("problem", out var problem) && problem.GetString() is "timeout");
        Assert.Equal([Resident], await session.NamesAsync(Cancellation));
    }

    [Fact]
    public async Task Stopping_deletes_what_was_made_and_tells_what_was_found()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync(
            async (exchange, forward) =>
            {
                await forward();
                if (exchange.Method is "PATCH")
                {
                    await stop.CancelAsync();
                }
            }, stop.Token, "entra", "--json");
        using var report = JsonDocument.Parse(run.Output);
        Assert.True(report.RootElement.GetProperty("stopped").GetBoolean());
        Assert.InRange(report.RootElement.GetProperty("passed").GetInt32(), 5, 30);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal([Resident], await session.NamesAsync(Cancellation));
    }

    [Fact]
    public async Task Retry_after_is_waited_for()
    {
        var requests = 0;
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync(
            async (exchange, forward) =>
            {
                if (Interlocked.Increment(ref requests) % 2 is 0)
                {
                    exchange.Refuse(429);
                    exchange.RetryAfter = "0";
                    return;
                }

                await forward();
            }, Cancellation, "gitlab");
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task What_an_endpoint_says_cannot_steer_the_terminal()
    {
        var session = await TrySession.InAsync(server, Cancellation);
        await using var endpoint = await DistortedEndpoint.StartAsync(session.Tenant,
            async (exchange, forward) =>
            {
                await forward();
                if (exchange.IsSearch)
                {
                    exchange.Refuse(400, @"\u001b]0;owned\u0007 [red]not markup[/] \u202e");
                }
            }, Cancellation);
        var setting = new CliSetting { IsShown = true };
        var run = await CliRun.OfAsync(setting, Cancellation, "try", "gitlab", "--url", endpoint.Url, "--token", session.Tenant.Token);
        Assert.Contains("[red]not markup[/]", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b]0", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', run.Output);
    }

    [Fact]
    public async Task The_table_fits_eighty_columns()
    {
        var session = await TrySession.InAsync(server, Cancellation);
        await using var endpoint = await DistortedEndpoint.StartAsync(session.Tenant, Defects.All["PATCH changes nothing"], Cancellation);
        var setting = new CliSetting { IsShown = true, Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NO_COLOR"] = "1" } };
        var run = await CliRun.OfAsync(setting, Cancellation, "try", "entra", "--url", endpoint.Url, "--token", session.Tenant.Token);
        Assert.Contains("The PATCH was answered as done, but it changed nothing", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
