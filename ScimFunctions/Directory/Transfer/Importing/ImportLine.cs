using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>One line of an export, read.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Json">Its object.</param>
internal sealed record ImportLine(long Number, JsonObject Json)
{
    // A document of 256 KiB, escaped, and what is beside it.
    private const int Longest = 4 * 1024 * 1024;

    /// <summary>Which kind of line it is: the name of its first member.</summary>
    public string Kind { get; } = Json.FirstOrDefault().Key ?? "";

    /// <summary>Whether it tells of a user, or of an id that is not given again.</summary>
    public bool IsOfUsers => Kind is LineNames.User or LineNames.Taken;

    /// <summary>The lines of a text; those that cannot be read are reported, and empty ones passed over.</summary>
    public static IEnumerable<ImportLine> Of(TextReader text, ImportReport report)
    {
        var number = 0L;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length > 0 && Read(number, line, report) is { } read)
            {
                yield return read;
            }
        }
    }

    /// <summary>A text of the line.</summary>
    /// <exception cref="FormatException">It is missing or no text.</exception>
    public string Text(string name) => Json[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0
        ? text
        : throw new FormatException($"{name} is missing or no text. Give it one, or leave the line out.");

    /// <summary>A text of the line, or null without one.</summary>
    public string? OptionalText(string name) => Json[name] is null ? null : Text(name);

    /// <summary>Texts of the line; none where the name is missing.</summary>
    /// <exception cref="FormatException">It is not an array of texts.</exception>
    public List<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var node in Json[name] as JsonArray ?? [])
        {
            texts.Add(node is JsonValue value && value.TryGetValue(out string? text)
                ? text
                : throw new FormatException($"{name} is not an array of ids. Write it as [\"id\", …]."));
        }

        return texts;
    }

    /// <summary>An object of the line.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public JsonObject Object(string name) =>
        Json[name] as JsonObject ?? throw new FormatException($"{name} is not an object. Write it as an export does.");

    private static ImportLine? Read(long number, string line, ImportReport report)
    {
        try
        {
            if (line.Length <= Longest && JsonSerializer.Deserialize(line, TransferJson.Default.JsonObject) is { } json)
            {
                return new ImportLine(number, json);
            }

            report.Failed(number, line.Length > Longest ? "The line is longer than any of an export." : "The line is no JSON object.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            report.Failed(number, "The line is no JSON object, or has a name twice. Repair it, or leave it out.");
        }

        return null;
    }
}
