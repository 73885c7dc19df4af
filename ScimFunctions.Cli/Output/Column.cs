using System.Text.Json;
using ScimFunctions.Cli.Api;

namespace ScimFunctions.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its name, in capitals.</param>
/// <param name="Value">The text of its cell.</param>
internal sealed record Column(string Header, Func<JsonElement, string> Value)
{
    /// <summary>Whether a cell may go on in a second line; what people copy does not.</summary>
    public bool Wraps { get; init; } = true;

    /// <summary>A column of the member at this path.</summary>
    public static Column Of(string header, string path) => new(header, item => JsonField.Text(item, path));

    /// <summary>The same, of something that people copy.</summary>
    public static Column Whole(string header, string path) => Of(header, path) with { Wraps = false };
}
