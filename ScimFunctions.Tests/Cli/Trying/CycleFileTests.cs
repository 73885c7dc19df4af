using System.Text.RegularExpressions;
using ScimFunctions.Cli.Trying.Endpoints;
using ScimFunctions.Cli.Trying.Playing;
using Xunit;

namespace ScimFunctions.Tests.Cli.Trying;

public sealed partial class CycleFileTests
{
    private static readonly string[] Given = ["run", "jo", "JO", "roe", "max", "nobody", "objectId", "secret", "any", "absent", "contains"];

    public static TheoryData<string> Files => [.. CycleFile.Clients, CycleFile.EntraWithFlag];

    [Theory]
    [MemberData(nameof(Files))]
    public void Variables_are_given_or_captured_before_they_are_used(string file)
    {
        var known = new HashSet<string>(Given, StringComparer.Ordinal);
        foreach (var step in CycleFile.Read(file).Steps)
        {
            Assert.All(Placeholder().Matches($"{step.Request.Path} {step.Request.Body}"), match => Assert.Contains(match.Groups["of"].Value, known));
            foreach (Match match in Placeholder().Matches(step.Expect.Body.ValueKind is System.Text.Json.JsonValueKind.Undefined ? "" : step.Expect.Body.GetRawText()))
            {
                known.Add(match.Groups["of"].Value);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Step_names_are_unique_and_needs_are_known(string file)
    {
        var steps = CycleFile.Read(file).Steps;
        Assert.Distinct(steps.Select(step => step.Name), StringComparer.Ordinal);
        Assert.All(steps.SelectMany(step => step.Needs), need => Assert.Contains(need, Capabilities.Words.Keys));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void All_that_is_made_carries_the_mark_of_the_run(string file) =>
        Assert.All(CycleFile.Read(file).Steps.Where(step => step.Request.Method == HttpMethod.Post),
            step => Assert.Matches("\"(userName|displayName)\": \"\\{\\{(jo|max|nobody|run)\\}\\}", step.Request.Body!));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_explanation_is_in_the_catalogue(string file)
    {
        var explanations = Explanations.Read();
        foreach (var step in CycleFile.Read(file).Steps)
        {
            var keys = step.Failures.Keys.Append("*");
            Assert.All(keys, key => Assert.DoesNotContain("{client}", explanations.Of(step, [key], "Entra").Means, StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"\{\{((?<word>\w+):)?(?<of>\w+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
