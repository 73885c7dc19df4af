using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ScimFunctions.Tests.Hosting;

/// <summary>A child process that never outlives the process that started it, however that one ends.</summary>
public sealed class GuardedProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    // The shell becomes the program (same process id). Its guard reads a pipe that only the parent holds: a line says
    // that all is well, an end without one that the parent is gone.
    private const string Guard = """exec 3<&0 </dev/null; (read -r done <&3 || kill -9 $$) >/dev/null 2>&1 & exec 3<&-; exec "$@" """;

    private readonly Process _process;

    private GuardedProcess(Process process)
    {
        _process = process;
        Output = new ProcessOutput(process);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it has printed, on both streams.</summary>
    public ProcessOutput Output { get; }

    public static GuardedProcess Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var guarded = !OperatingSystem.IsWindows();
        var start = guarded ? new ProcessStartInfo("/bin/sh", ["-c", Guard, "sh", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new GuardedProcess(Process.Start(start)!);
    }

    /// <summary>Ends it at once, as a power cut would: SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks it to end: SIGTERM.</summary>
    public void RequestStop()
    {
        if (OperatingSystem.IsWindows())
        {
            _process.Kill();
        }
        else if (!_process.HasExited)
        {
            _ = Signal(_process.Id, Terminate);
        }
    }

    public Task WaitForExitAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync("done");
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Without a shell there is no guard to send off.
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
