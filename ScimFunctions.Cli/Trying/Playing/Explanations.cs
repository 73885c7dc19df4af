using System.Text.Json;

namespace ScimFunctions.Cli.Trying.Playing;

/// <summary>What a failure means to the client, and what to do about it.</summary>
public sealed record Explanation(string Name, string Means, string Remedy);

/// <summary>The catalogue of explanations.</summary>
public sealed class Explanations
{
    private const string Anything = "*";

    private readonly Dictionary<string, JsonElement> _texts;
    private readonly Dictionary<string, Dictionary<string, string>> _kinds;
    private readonly Dictionary<string, string> _always;

    private Explanations(JsonElement root)
    {
        _texts = root.GetProperty("explanations").EnumerateObject().ToDictionary(text => text.Name, text => text.Value.Clone(), StringComparer.Ordinal);
        _kinds = root.GetProperty("kinds").EnumerateObject().ToDictionary(kind => kind.Name, kind => Names(kind.Value), StringComparer.Ordinal);
        _always = Names(root.GetProperty("always"));
    }

    /// <summary>The names of all.</summary>
    public IReadOnlyCollection<string> All => _texts.Keys;

    /// <summary>Reads the catalogue that comes with the tool.</summary>
    public static Explanations Read()
    {
        using var file = typeof(Explanations).Assembly.GetManifestResourceStream("explanations.json")!;
        using var document = JsonDocument.Parse(file);
        return new Explanations(document.RootElement);
    }

    /// <summary>
    /// The explanation of what was found in a step: the first key for which the step, its kind or the catalogue has one, else
    /// what they have for anything.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="keys">What was found, from the most particular to the most general.</param>
    /// <param name="client">What the client is called.</param>
    public Explanation Of(CycleStep step, IEnumerable<string> keys, string client)
    {
        IReadOnlyDictionary<string, string>[] sources =
            step.Kind is { } kind ? [step.Failures, _kinds[kind], _always] : [step.Failures, _always];
        var name = keys.Append(Anything).SelectMany(key => sources.Select(source => source.GetValueOrDefault(key))).First(found => found is not null)!;
        return Named(name, client);
    }

    private Explanation Named(string name, string client)
    {
        var text = _texts[name];
        return new(name, Text("means"), Text("remedy"));

        string Text(string property) => text.GetProperty(property).GetString()!.Replace("{client}", client, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Names(JsonElement names) =>
        names.EnumerateObject().ToDictionary(name => name.Name, name => name.Value.GetString()!, StringComparer.Ordinal);
}
