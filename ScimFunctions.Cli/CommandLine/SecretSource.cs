using Spectre.Console;

namespace ScimFunctions.Cli.CommandLine;

/// <summary>
/// Where a secret comes from, so that it need not be on the command line, where other users of the machine see it: the
/// option, <c>-</c> for the first line of the input, an environment variable, or the keyboard, unseen.
/// </summary>
/// <param name="terminal">Where it is read or asked for.</param>
/// <param name="name">What it is called in questions and messages, such as <c>token</c>.</param>
/// <param name="variable">The environment variable.</param>
internal sealed class SecretSource(Terminal terminal, string name, string variable)
{
    private const string FromInput = "-";
    private const int Longest = 4096;

    /// <summary>The secret. Throws <see cref="CommandException"/> where there is none, or where it cannot be one.</summary>
    public async Task<string> ReadAsync(string? option, CancellationToken cancellation)
    {
        var secret = (option switch
        {
            FromInput => await terminal.Input.ReadLineAsync(cancellation),
            { Length: > 0 } => option,
            _ => terminal.Environment(variable) is { Length: > 0 } value ? value : await AskAsync(cancellation),
        })?.Trim();
        if (secret is not { Length: > 0 })
        {
            throw new CommandException(ExitCode.Misused, $"No {name}: set {variable}, or give --{Word} {FromInput} and the {name} on the standard input.");
        }

        if (secret.Length > Longest || !secret.All(character => char.IsBetween(character, '!', '~')))
        {
            throw new CommandException(ExitCode.Misused, $"The {name} has characters in it that a {name} never has, such as a space: copy it again.");
        }

        return secret;
    }

    private string Word => name.Replace(' ', '-');

    private async Task<string?> AskAsync(CancellationToken cancellation)
    {
        if (!terminal.IsInputTyped || !terminal.IsErrorShown)
        {
            return null;
        }

        var question = new TextPrompt<string>($"The {name}:").Secret(null).AllowEmpty();
        return await question.ShowAsync(terminal.Messages(), cancellation);
    }
}
