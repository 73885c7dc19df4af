using System.Globalization;
using Xunit;

namespace ScimFunctions.Tests.Hosting;

public sealed class GuardedProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guard_leaves_the_program_its_own_process_id()
    {
        await using var process = Shell("echo ready: $$; exec sleep 60");
        Assert.Equal(process.Id.ToString(CultureInfo.InvariantCulture), await process.Output.AfterAsync("ready:").WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Kill_ends_it_at_once()
    {
        await using var process = Shell("trap '' TERM; echo ready: yes; while :; do sleep 1; done");
        await process.Output.AfterAsync("ready:").WaitAsync(Cancellation);
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(137, process.ExitCode);
    }

    [Fact]
    public async Task Stop_lets_it_end_by_itself()
    {
        await using var process = Shell("trap 'echo bye: now; exit 7' TERM; echo ready: yes; while :; do sleep 0.05; done");
        await process.Output.AfterAsync("ready:").WaitAsync(Cancellation);
        process.RequestStop();
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal((7, "now"), (process.ExitCode, await process.Output.AfterAsync("bye:")));
    }

    [Fact]
    public async Task Output_finds_what_was_printed_before_it_was_asked_for()
    {
        await using var process = Shell("echo 'Tenant URL:    http://localhost:1/x'; echo 'Secret token:  scimfn_1'");
        await process.WaitForExitAsync(Cancellation);
        Assert.Equal("http://localhost:1/x", await process.Output.AfterAsync("Tenant URL:"));
    }

    private static GuardedProcess Shell(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are shell scripts.");
        return GuardedProcess.Start("/bin/sh", ["-c", script], new Dictionary<string, string>(StringComparer.Ordinal));
    }
}
