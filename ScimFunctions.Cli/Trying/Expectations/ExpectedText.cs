using System.Text;
using System.Text.RegularExpressions;

namespace ScimFunctions.Cli.Trying.Expectations;

/// <summary>One expected string, in which <c>{{…}}</c> stands for what cannot be known when the file is written.</summary>
public static partial class ExpectedText
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>Whether the actual text is as expected; captures are put into the variables if it is.</summary>
    public static bool Matches(string expected, string actual, SequenceVariables variables)
    {
        var captures = new List<string>();
        if (expected is "{{any}}")
        {
            return actual.Length > 0;
        }

        var match = Regex.Match(actual, Pattern(expected, variables, captures), RegexOptions.Singleline | RegexOptions.CultureInvariant, Timeout);
        foreach (var name in match.Success ? captures : [])
        {
            variables[name] = match.Groups[name].Value;
        }

        return match.Success;
    }

    private static string Pattern(string expected, SequenceVariables variables, List<string> captures)
    {
        var pattern = new StringBuilder(@"\A");
        var position = 0;
        foreach (Match placeholder in Placeholder().Matches(expected))
        {
            pattern.Append(Regex.Escape(expected[position..placeholder.Index]));
            pattern.Append(Meaning(placeholder.Groups["word"].Value, placeholder.Groups["of"].Value, variables, captures));
            position = placeholder.Index + placeholder.Length;
        }

        return pattern.Append(Regex.Escape(expected[position..])).Append(@"\z").ToString();
    }

    private static string Meaning(string word, string of, SequenceVariables variables, List<string> captures)
    {
        switch (word)
        {
            case "any": return ".*";
            case "uuid": return "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
            case "instant": return @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)";
            case "unlike": return $@"(?!{Regex.Escape(variables[of])}\z).+";
            case "capture":
                captures.Add(of);
                return $"(?<{of}>.+)";
            default: return Regex.Escape(variables[word]);
        }
    }

    [GeneratedRegex(@"\{\{(?<word>\w+)(:(?<of>\w+))?\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
