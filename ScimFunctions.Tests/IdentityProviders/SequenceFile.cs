using System.Text.Json;
using Xunit;

namespace ScimFunctions.Tests.IdentityProviders;

/// <summary>The files of IdentityProviders/ and their form, which README.md there describes.</summary>
public static class SequenceFile
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "IdentityProviders");

    public static IEnumerable<TheoryDataRow<string>> All() =>
        System.IO.Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(file => new TheoryDataRow<string>(file));

    public static Sequence Read(string file) => Parse(file, File.ReadAllText(Path.Combine(Root, file)));

    public static Sequence Parse(string file, string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new Sequence(file, root.GetProperty("name").GetString()!, root.GetProperty("group").GetString()!,
            Text(root, "query"), [.. root.GetProperty("steps").EnumerateArray().Select(Step)]);
    }

    private static SequenceStep Step(JsonElement step) =>
        new(step.GetProperty("name").GetString()!, Request(step.GetProperty("request")), Expectation(step.GetProperty("expect")));

    private static StepRequest Request(JsonElement request) =>
        new(HttpMethod.Parse(request.GetProperty("method").GetString()!), request.GetProperty("path").GetString()!,
            Headers(request), Text(request, "text") ?? (request.TryGetProperty("body", out var body) ? body.GetRawText() : null));

    private static StepExpectation Expectation(JsonElement expect) =>
        new(expect.GetProperty("status").GetInt32(), Headers(expect),
            expect.TryGetProperty("body", out var body) ? body.Clone() : default);

    private static Dictionary<string, string> Headers(JsonElement parent) =>
        parent.TryGetProperty("headers", out var headers)
            ? headers.EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!, StringComparer.OrdinalIgnoreCase)
            : new(StringComparer.OrdinalIgnoreCase);

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
