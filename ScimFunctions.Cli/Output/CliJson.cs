using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScimFunctions.Cli.Output;

/// <summary>How JSON is written for scripts and people.</summary>
internal static class CliJson
{
    // Names are read by people too; nothing of this goes into HTML.
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = Indented with { Indented = false };

    /// <summary>The text that <paramref name="write"/> writes, over several lines.</summary>
    public static string Document(Action<Utf8JsonWriter> write) => Text(write, Indented);

    /// <summary>The text that <paramref name="write"/> writes, on one line.</summary>
    public static string Line(Action<Utf8JsonWriter> write) => Text(write, OneLine);

    private static string Text(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
