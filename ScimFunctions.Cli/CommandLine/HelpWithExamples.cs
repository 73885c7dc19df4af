using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ScimFunctions.Cli.CommandLine;

/// <summary>The help of System.CommandLine, and the examples of the command under it.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    private const string ExitCodes = "Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 server not reached. Of try: 1 a step\nfailed, 2 it could not be run.";

    /// <summary>Puts the examples into the help of every command under the root.</summary>
    public static void Add(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((SynchronousCommandLineAction)option.Action!);
    }

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var invocation = parseResult.InvocationConfiguration;
        var output = invocation.Output;
        using var text = new StringWriter();
        invocation.Output = text;
        help.Invoke(parseResult);
        invocation.Output = output;

        // The tool is started by a program of another name than the one that runs.
        output.Write(text.ToString().Replace($"  {RootCommand.ExecutableName} ", "  scimfunctions ", StringComparison.Ordinal));
        if (parseResult.CommandResult.Command is ExampleCommand { Examples.Count: > 0 } command)
        {
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        output.WriteLine(ExitCodes);
        return ExitCode.Done;
    }
}
