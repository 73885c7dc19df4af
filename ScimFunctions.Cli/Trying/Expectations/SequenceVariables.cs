using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ScimFunctions.Cli.Trying.Expectations;

/// <summary>What a sequence has captured so far: filled into requests, compared with answers.</summary>
public sealed partial class SequenceVariables
{
    // What stands for no variable: see ExpectedText and JsonSubset.
    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.Ordinal, "any", "uuid", "instant", "absent", "contains");

    private readonly Dictionary<string, string> _values;

    public SequenceVariables() => _values = new(StringComparer.Ordinal);

    private SequenceVariables(SequenceVariables source) => _values = new(source._values, StringComparer.Ordinal);

    public string this[string name]
    {
        get => _values.TryGetValue(name, out var value)
            ? value
            : throw new InvalidOperationException($"No earlier step captures {{{{{name}}}}}.");
        set => _values[name] = value;
    }

    public SequenceVariables Copy() => new(this);

    public void Adopt(SequenceVariables other)
    {
        foreach (var (name, value) in other._values)
        {
            _values[name] = value;
        }
    }

    /// <summary>The text with every <c>{{name}}</c> replaced by its value, which <paramref name="escape"/> makes fit for where it stands.</summary>
    public string Fill(string text, Func<string, string> escape) =>
        Placeholder().Replace(text, match => escape(this[match.Groups["name"].Value]));

    /// <summary>The names that the text, of a request or of what is expected, takes and no earlier step captured.</summary>
    public IEnumerable<string> Missing(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !Words.Contains(name) && !_values.ContainsKey(name));

    [GeneratedRegex(@"\{\{(?<name>[A-Za-z]\w*)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
