using System.CommandLine;

namespace ScimFunctions.Cli.CommandLine;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">Its word.</param>
/// <param name="description">What it does, in one sentence.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class ExampleCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
