using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli;

/// <summary>The tool <c>scimfunctions</c>.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => new CliApplication(Terminal.OfProcess()).RunAsync(args, CancellationToken.None);
}
