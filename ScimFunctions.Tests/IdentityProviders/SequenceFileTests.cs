using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace ScimFunctions.Tests.IdentityProviders;

public sealed partial class SequenceFileTests
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "any", "uuid", "instant", "absent", "contains", "base" };

    [Theory]
    [MemberData(nameof(SequenceFile.All), MemberType = typeof(SequenceFile))]
    public void Variables_are_captured_before_they_are_used(string file)
    {
        var known = new HashSet<string>(Words, StringComparer.Ordinal);
        foreach (var step in SequenceFile.Read(file).Steps)
        {
            var request = string.Join(' ', [step.Request.Path, step.Request.Body, .. step.Request.Headers.Values]);
            Assert.All(Placeholder().Matches(request), match => Assert.Contains(match.Groups["of"].Value, known));
            var body = step.Expect.Body.ValueKind is JsonValueKind.Undefined ? "" : step.Expect.Body.GetRawText();
            var expected = string.Join(' ', [.. step.Expect.Headers.Values, body]);
            known.UnionWith(Placeholder().Matches(expected).Where(match => match.Groups["word"].Value is "capture").Select(match => match.Groups["of"].Value));
            Assert.All(Placeholder().Matches(expected), match => Assert.Contains(match.Groups["of"].Value, known));
        }
    }

    [Theory]
    [MemberData(nameof(SequenceFile.All), MemberType = typeof(SequenceFile))]
    public void Addresses_are_of_example_domains(string file)
    {
        var text = string.Join(' ', SequenceFile.Read(file).Steps.SelectMany(step => new[] { step.Request.Path, step.Request.Body }));
        Assert.All(Domain().Matches(text), match => Assert.Matches(@"(?i)(^|\.)example\.(com|org|net)$", match.Groups["domain"].Value));
    }

    [Theory]
    [MemberData(nameof(SequenceFile.All), MemberType = typeof(SequenceFile))]
    public void Step_names_are_unique(string file) => Assert.Distinct(SequenceFile.Read(file).Steps.Select(step => step.Name), StringComparer.Ordinal);

    [GeneratedRegex(@"\{\{((?<word>\w+):)?(?<of>\w+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"@(?<domain>[\w.-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Domain();
}
