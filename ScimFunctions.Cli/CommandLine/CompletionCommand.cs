using System.CommandLine;

namespace ScimFunctions.Cli.CommandLine;

/// <summary><c>completion bash|zsh|pwsh</c>: prints what a shell is to read so that it completes the tool's words.</summary>
internal sealed class CompletionCommand(Terminal terminal)
{
    private readonly Argument<string> _shell = new Argument<string>("shell") { Description = "The shell." }.AcceptOnlyFromAmong("bash", "zsh", "pwsh");

    public Command ToCommand()
    {
        var command = new ExampleCommand("completion", "Print what makes a shell complete the words of this tool.",
            "source <(scimfunctions completion bash)",
            "source <(scimfunctions completion zsh)",
            "scimfunctions completion pwsh | Out-String | Invoke-Expression")
        {
            _shell,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"Completion/{parsed.GetRequiredValue(_shell)}.txt")!;
        using var reader = new StreamReader(script);
        await terminal.Output.WriteAsync(await reader.ReadToEndAsync(cancellation));
        return ExitCode.Done;
    }
}
