using System.Text.Json;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.CommandLine;
using Spectre.Console;

namespace ScimFunctions.Cli.Output;

/// <summary>
/// Writes what a server answered: as tables for people, as lines with tabs into a pipe, as the server's own JSON where that is
/// asked for. Data alone goes to the output; messages go to the error stream.
/// </summary>
internal sealed class Results(Terminal terminal, bool json)
{
    /// <summary>Whether JSON was asked for.</summary>
    public bool IsJson => json;

    /// <summary>Writes one resource: each member on a line.</summary>
    public async Task ShowAsync(JsonElement resource)
    {
        if (json)
        {
            await terminal.Output.WriteLineAsync(CliJson.Document(resource.WriteTo));
            return;
        }

        var fields = JsonField.All(resource).ToArray();
        if (!terminal.IsOutputShown)
        {
            foreach (var (name, text) in fields)
            {
                await TabbedLines.WriteAsync(terminal.Output, [name, text]);
            }

            return;
        }

        // A secret or a URL that is broken over lines cannot be copied: the value column is as wide as its longest.
        var console = terminal.Tables();
        var width = fields.Max(field => field.Name.Length);
        foreach (var (name, text) in fields)
        {
            console.Profile.Width = Math.Max(console.Profile.Width, width + text.Length + 2);
            console.MarkupLineInterpolated($"[grey]{name.PadRight(width)}[/]  {PlainText.Of(text, 8000)}");
        }
    }

    /// <summary>Writes a list: a table, lines, or one JSON array.</summary>
    /// <param name="items">The items.</param>
    /// <param name="columns">The columns of the table and of the lines.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public async Task ListAsync(IAsyncEnumerable<JsonElement> items, IReadOnlyList<Column> columns, CancellationToken cancellation)
    {
        if (json)
        {
            await ArrayAsync(items, cancellation);
        }
        else if (terminal.IsOutputShown)
        {
            await TableAsync(items, columns, cancellation);
        }
        else
        {
            await LinesAsync(items, columns, cancellation);
        }
    }

    /// <summary>Writes items as they come: a line each, of JSON or of cells.</summary>
    public async Task LineAsync(JsonElement item, IReadOnlyList<Column> columns)
    {
        if (json)
        {
            await terminal.Output.WriteLineAsync(CliJson.Line(item.WriteTo));
        }
        else
        {
            await TabbedLines.WriteAsync(terminal.Output, columns.Select(column => column.Value(item)));
        }

        await terminal.Output.FlushAsync();
    }

    /// <summary>Tells that something is done: the answer where JSON was asked for and there is one, else the message.</summary>
    public async Task DoneAsync(JsonElement answer, string message)
    {
        if (json && answer.ValueKind is not JsonValueKind.Undefined)
        {
            await ShowAsync(answer);
        }
        else
        {
            await terminal.Error.WriteLineAsync(message);
        }
    }

    private async Task LinesAsync(IAsyncEnumerable<JsonElement> items, IReadOnlyList<Column> columns, CancellationToken cancellation)
    {
        // The names come with the first item: a list that is refused writes nothing.
        var hasNames = false;
        await foreach (var item in items.WithCancellation(cancellation))
        {
            if (!hasNames)
            {
                await NamesAsync();
            }

            await TabbedLines.WriteAsync(terminal.Output, columns.Select(column => column.Value(item)));
        }

        if (!hasNames)
        {
            await NamesAsync();
        }

        Task NamesAsync()
        {
            hasNames = true;
            return TabbedLines.WriteAsync(terminal.Output, columns.Select(column => column.Header));
        }
    }

    private async Task ArrayAsync(IAsyncEnumerable<JsonElement> items, CancellationToken cancellation)
    {
        var separator = "[";
        await foreach (var item in items.WithCancellation(cancellation))
        {
            await terminal.Output.WriteLineAsync(separator);
            await terminal.Output.WriteAsync("  " + CliJson.Line(item.WriteTo));
            separator = ",";
        }

        await terminal.Output.WriteLineAsync(separator is "[" ? "[]" : "\n]");
    }

    private async Task TableAsync(IAsyncEnumerable<JsonElement> items, IReadOnlyList<Column> columns, CancellationToken cancellation)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Header)) { NoWrap = !column.Wraps });
        }

        await foreach (var item in items.WithCancellation(cancellation))
        {
            table.AddRow(columns.Select(column => new Text(PlainText.Of(column.Value(item)))));
        }

        if (table.Rows.Count == 0)
        {
            await terminal.Error.WriteLineAsync("There is nothing to list.");
            return;
        }

        terminal.Tables().Write(table);
    }
}
