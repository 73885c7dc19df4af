using System.Text.Json;

namespace ScimFunctions.Cli.Trying.Playing;

/// <summary>The cycles that come with the tool, one file each. Their form is that of the project's recorded sequences, with
/// several statuses where clients take several, and with what each failure means.</summary>
public static class CycleFile
{
    /// <summary>The identity providers that may be named.</summary>
    public static IReadOnlyList<string> Clients { get; } = ["entra", "okta", "onelogin", "ping", "jumpcloud", "gitlab"];

    /// <summary>Entra's other dialect, which a flag in the tenant URL's query turns on.</summary>
    public const string EntraWithFlag = "entra-flag";

    /// <summary>Reads one, by the name of its file.</summary>
    public static Cycle Read(string name)
    {
        using var file = typeof(CycleFile).Assembly.GetManifestResourceStream($"Cycles/{name}.json")!;
        using var document = JsonDocument.Parse(file);
        var root = document.RootElement;
        return new Cycle(Text(root, "client")!, Text(root, "name")!, Text(root, "about")!, Texts(root, "without"),
            [.. root.GetProperty("steps").EnumerateArray().Select(Step)]);
    }

    private static CycleStep Step(JsonElement step) =>
        new(Text(step, "name")!, Text(step, "kind"),
            step.TryGetProperty("needs", out var needs) ? [.. needs.EnumerateArray().Select(need => need.GetString()!)] : [],
            Request(step.GetProperty("request")), Expectation(step.GetProperty("expect")), Texts(step, "failures"));

    private static CycleRequest Request(JsonElement request) =>
        new(HttpMethod.Parse(Text(request, "method")!), Text(request, "path")!, Texts(request, "headers"),
            request.TryGetProperty("body", out var body) ? body.GetRawText() : null);

    private static CycleExpectation Expectation(JsonElement expect) =>
        new([.. expect.GetProperty("status").EnumerateArray().Select(status => status.GetInt32())],
            expect.TryGetProperty("body", out var body) ? body.Clone() : default);

    private static Dictionary<string, string> Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value)
            ? value.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!, StringComparer.Ordinal)
            : new(StringComparer.Ordinal);

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? value.GetString() : null;
}
