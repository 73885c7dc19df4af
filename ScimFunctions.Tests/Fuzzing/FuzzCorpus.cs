using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Tests.Fuzzing;

/// <summary>The inputs of the case tables, which mutation starts from.</summary>
internal sealed class FuzzCorpus
{
    private readonly string[][] _texts =
    [
        [.. Rows("filters-*.cases", " ⇒ ", column: 0)],
        [.. Rows("paths*.cases", " ⇒ ", column: 0)],
        [.. Rows("patches*.cases", " => ", column: 1).Select(Body)],
    ];

    public static FuzzCorpus Cases { get; } = new();

    public string[] Of(FuzzKind kind) => _texts[(int)kind];

    /// <summary>A PATCH message of an operation or an array of them.</summary>
    public static string Body(string operations) =>
        $$"""{"schemas":["{{PatchRequest.Urn}}"],"Operations":{{(operations.StartsWith('[') ? operations : $"[{operations}]")}}}""";

    private static IEnumerable<string> Rows(string files, string arrow, int column) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cases"), files).Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(arrow) is { } columns && columns.Length > column ? columns[column] : "")
            .Select(text => text.Replace("$E", SchemaUris.EnterpriseUser, StringComparison.Ordinal).Replace("$U", SchemaUris.User, StringComparison.Ordinal).Replace("$G", SchemaUris.Group, StringComparison.Ordinal));
}
