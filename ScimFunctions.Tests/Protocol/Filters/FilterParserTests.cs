using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

public sealed class FilterParserTests
{
    public static TheoryData<int, string, string> Cases => CaseFile.Read("filters-parse.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parse_reads_what_the_table_says(int line, string text, string expected) =>
        CaseFile.AssertRow(line, text, expected, Answer(text));

    [Fact]
    public void The_form_of_Entra_is_the_value_path_that_it_means()
    {
        var work = new ComparisonFilter(new(null, "type", null), ComparisonOperator.Equal, new StringValue("work"));
        var value = new ComparisonFilter(new(null, "value", null), ComparisonOperator.Equal, new StringValue("x"));

        var filter = FilterParser.Parse("""emails[type eq "work"].value eq "x" """);

        Assert.Equal(new ValuePathFilter(new(null, "emails", null), new AndFilter(work, value)), filter);
    }

    [Fact]
    public void And_binds_closer_than_or()
    {
        static PresentFilter Present(string name) => new(new AttributePath(null, name, null));

        var filter = FilterParser.Parse("a pr or b pr and c pr or d pr");

        Assert.Equal(
            new OrFilter(new OrFilter(Present("a"), new AndFilter(Present("b"), Present("c"))), Present("d")),
            filter);
    }

    [Fact]
    public void A_URN_is_split_at_its_last_colon()
    {
        var filter = FilterParser.Parse("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName pr");

        Assert.Equal(
            new PresentFilter(new("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "manager", "displayName")),
            filter);
    }

    [Fact]
    public void Escapes_stand_for_their_characters()
    {
        var filter = FilterParser.Parse("""a eq "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00" """);

        Assert.Equal(new StringValue("\"\\/\b\f\n\r\té\U0001F600"), Assert.IsType<ComparisonFilter>(filter).Value);
    }

    [Theory]
    [InlineData(FilterParser.MaxLength, true)]
    [InlineData(FilterParser.MaxLength + 1, false)]
    public void Text_is_read_up_to_its_longest(int length, bool accepted)
    {
        const string Start = "userName eq \"";
        AssertAccepted($"{Start}{new string('x', length - Start.Length - 1)}\"", accepted);
    }

    [Theory]
    [InlineData(FilterParser.MaxDepth, true)]
    [InlineData(FilterParser.MaxDepth + 1, false)]
    public void Parentheses_nest_up_to_their_deepest(int depth, bool accepted) =>
        AssertAccepted($"{new string('(', depth)}title pr{new string(')', depth)}", accepted);

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Expressions_and_operators_are_counted(int expressions, bool accepted) =>
        AssertAccepted(string.Join(" or ", Enumerable.Repeat("title pr", expressions)), accepted);

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        foreach (var value in (string[])["\ud800", "\udc00\ud800", "\ud800x", "\\ud800", "\\udc00", "\\ud800x"])
        {
            AssertAccepted($"userName eq \"{value}\"", accepted: false);
        }
    }

    [Fact]
    public void An_error_never_repeats_a_value()
    {
        foreach (var text in (string[])["userName eq Secret", "userName eq 'Secret'", "userName eq \"O\"Secret\"", "userName \"Secret\"", "title pr Secret"])
        {
            var refusal = Assert.Throws<ScimException>(() => FilterParser.Parse(text));

            Assert.DoesNotContain("Secret", refusal.Error.Detail, StringComparison.Ordinal);
        }
    }

    private static string Answer(string text)
    {
        try
        {
            return FilterPrinter.Print(FilterParser.Parse(text));
        }
        catch (ScimException refusal)
        {
            Assert.Equal((400, ScimErrorType.InvalidFilter), (refusal.Error.Status, refusal.Error.ScimType));
            return $"! {refusal.Error.Detail}";
        }
    }

    private static void AssertAccepted(string text, bool accepted)
    {
        if (accepted)
        {
            Assert.NotNull(FilterParser.Parse(text));
        }
        else
        {
            Assert.Equal(ScimErrorType.InvalidFilter, Assert.Throws<ScimException>(() => FilterParser.Parse(text)).Error.ScimType);
        }
    }
}
