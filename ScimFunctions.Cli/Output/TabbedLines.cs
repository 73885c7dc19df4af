namespace ScimFunctions.Cli.Output;

/// <summary>Rows for a pipe: one line each, the columns parted by tabs, the first line their names.</summary>
internal static class TabbedLines
{
    /// <summary>Writes one row.</summary>
    public static Task WriteAsync(TextWriter output, IEnumerable<string> cells) =>
        output.WriteLineAsync(string.Join('\t', cells.Select(cell => PlainText.Of(cell))));
}
