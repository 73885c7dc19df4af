namespace ScimFunctions.Cli.CommandLine;

/// <summary>A command ends here.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What was wrong and what to do about it, without a secret in it.</param>
public class CommandException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the process answers.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What stands under the message, one line each.</summary>
    public virtual IEnumerable<string> Particulars => [];
}
