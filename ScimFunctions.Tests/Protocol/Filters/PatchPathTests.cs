using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

public sealed class PatchPathTests
{
    public static TheoryData<int, string, string> Cases => CaseFile.Read("paths.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_table_says_what_a_path_names(int line, string text, string expected) =>
        CaseFile.AssertRow(line, text, expected, Answer(text));

    [Fact]
    public void Brackets_and_what_follows_them_are_kept_apart()
    {
        var path = PatchPath.Parse("addresses[type eq \"work\"].streetAddress");

        Assert.Equal(
            new PatchPath(
                new AttributePath(null, "addresses", null),
                new ComparisonFilter(new(null, "type", null), ComparisonOperator.Equal, new StringValue("work")),
                "streetAddress"),
            path);
    }

    [Fact]
    public void Target_is_what_the_path_ends_at()
    {
        string? Target(string text) => PatchPathBinder.Bind(PatchPath.Parse(text), PersonType.Person).Target?.Name;

        Assert.Equal(
            ["value", "emails", "familyName", null],
            [
                Target("emails[type eq \"work\"].value"),
                Target("emails[type eq \"work\"]"),
                Target("name.familyName"),
                Target("urn:acme.io:scim:2.0:Badge.v1"),
            ]);
    }

    [Fact]
    public void A_path_that_is_too_long_is_refused() =>
        Assert.Equal(
            ScimErrorType.InvalidPath,
            Assert.Throws<ScimException>(() => PatchPath.Parse(new string('x', FilterParser.MaxLength + 1))).Error.ScimType);

    private static string Answer(string text)
    {
        try
        {
            var path = PatchPath.Parse(text);
            var (resolved, _, sub) = PatchPathBinder.Bind(path, PersonType.Person);
            var spelled = string.Join('.', new[] { resolved.Attribute?.Name, resolved.SubAttribute?.Name }.OfType<string>());
            var prefix = resolved.Extension is null ? "" : resolved.Extension.Id + (spelled.Length == 0 ? "" : ":");
            var brackets = path.Filter is null ? "" : $"[{FilterPrinter.Print(path.Filter)}]";
            return $"{prefix}{spelled}{brackets}{(sub is null ? "" : "." + sub.Name)}";
        }
        catch (ScimException refusal)
        {
            var inBrackets = refusal.Error.Detail.StartsWith("The filter in path", StringComparison.Ordinal);
            Assert.Equal((400, inBrackets ? ScimErrorType.InvalidFilter : ScimErrorType.InvalidPath), (refusal.Error.Status, refusal.Error.ScimType));
            return $"! {refusal.Error.Detail}";
        }
    }
}
