using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Filters.Evaluation;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

public sealed class FilterEvaluatorTests
{
    private static readonly string People = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "filters-evaluate.json"));

    public static TheoryData<int, string, string> Cases => CaseFile.Read("filters-evaluate.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_table_says_whom_a_filter_finds_in_a_document(int line, string text, string expected)
    {
        using var people = JsonDocument.Parse(People);

        var actual = Answer(text, filter => people.RootElement.EnumerateObject()
            .Where(person => FilterEvaluator.Matches(filter, person.Value))
            .Select(person => person.Name));

        CaseFile.AssertRow(line, text, expected, actual);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_table_says_whom_a_filter_finds_in_a_node_tree(int line, string text, string expected)
    {
        var people = JsonNode.Parse(People)!.AsObject();

        var actual = Answer(text, filter => people
            .Where(person => FilterEvaluator.Matches(filter, person.Value))
            .Select(person => person.Key));

        CaseFile.AssertRow(line, text, expected, actual);
    }

    [Fact]
    public void Nodes_made_of_values_compare_like_parsed_ones()
    {
        var resource = new JsonObject
        {
            ["active"] = true,
            ["meta"] = new JsonObject { ["created"] = new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero) },
            ["urn:acme.io:scim:2.0:Badge.v1"] = new JsonObject { ["floor"] = 3, ["score"] = 1.5 },
        };
        var filter = Bind("""active eq true and meta.created lt "2020-01-03T00:00:00Z" and floor eq 3.0 and score gt 1""");

        Assert.True(FilterEvaluator.Matches(filter, resource));
    }

    [Theory]
    [InlineData("""{"type":"work","value":"a@example.com"}""", true)]
    [InlineData("""{"type":"home","value":"a@example.com"}""", false)]
    public void MatchesElement_asks_one_element(string element, bool expected)
    {
        var inner = PatchPathBinder.Bind(PatchPath.Parse("emails[type eq \"work\"]"), PersonType.Person).Filter!;

        Assert.Equal(expected, FilterEvaluator.MatchesElement(inner, JsonNode.Parse(element)));
    }

    [Fact]
    public void Comparison_without_case_is_simple_upper_casing_of_each_character()
    {
        for (var code = 0x80; code <= 0x10ffff; code += code == 0xd7ff ? 0x801 : 1)
        {
            var text = char.ConvertFromUtf32(code);
            foreach (var other in (string[])[text.ToUpperInvariant(), text.ToLowerInvariant()])
            {
                var (folded, otherFolded) = (text.ToUpperInvariant(), other.ToUpperInvariant());
                Assert.Equal(string.Equals(folded, otherFolded, StringComparison.Ordinal), text.Equals(other, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Fact]
    public void Long_and_escaped_strings_compare_like_others()
    {
        var value = new string('ä', 500) + "\"\\\n";
        using var resource = JsonDocument.Parse(new JsonObject { ["title"] = value }.ToJsonString());
        var text = FilterPrinter.Print(new ComparisonFilter(new(null, "title", null), ComparisonOperator.Equal, new StringValue(value.ToUpperInvariant())));

        Assert.True(FilterEvaluator.Matches(Bind(text), resource.RootElement));
    }

    private static BoundFilter Bind(string text) => FilterBinder.Bind(FilterParser.Parse(text), PersonType.Person);

    private static string Answer(string text, Func<BoundFilter, IEnumerable<string>> find)
    {
        try
        {
            var found = string.Join(", ", find(Bind(text)));
            return found.Length == 0 ? "nobody" : found;
        }
        catch (ScimException refusal)
        {
            Assert.Equal((400, ScimErrorType.InvalidFilter), (refusal.Error.Status, refusal.Error.ScimType));
            return $"! {refusal.Error.Detail}";
        }
    }
}
