using System.Diagnostics;
using System.Text;
using CsCheck;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

public sealed class FilterPropertyTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Int[1, 0x7f], Gen.Int[0x80, 0xd7ff], Gen.Int[0xe000, 0x10ffff])
        .Select(code => new Rune(code).ToString()).Array[0, 8].Select(string.Concat);

    private static readonly Gen<string> Name = Constants("userName", "emails", "$ref", "a-b_c", "eq", "pr", "True", "x9");

    private static readonly Gen<AttributePath> Path = Gen.Select(
        Constants<string?>(null, "urn:ietf:params:scim:schemas:core:2.0:User", "urn:acme.io:x"),
        Name,
        Gen.OneOf(Gen.Const((string?)null), Name.Select(name => (string?)name)),
        (schema, name, sub) => new AttributePath(schema, name, sub));

    private static readonly Gen<FilterValue> Value = Gen.OneOf<FilterValue>(
        Text.Select(text => (FilterValue)new StringValue(text)),
        Gen.Decimal.Select(number => (FilterValue)new NumberValue(number)),
        Gen.Bool.Select(value => (FilterValue)new BooleanValue(value)),
        Gen.Const((FilterValue)NullValue.Instance));

    private static readonly Gen<Filter> Leaf = Gen.OneOf(
        Path.Select(path => (Filter)new PresentFilter(path)),
        Gen.Select(Path, Gen.Enum<ComparisonOperator>(), Value, (path, comparison, value) => (Filter)new ComparisonFilter(path, comparison, value)));

    private static readonly Gen<Filter> Trees = Tree(3, Gen.OneOf(
        Leaf,
        Gen.Select(Path, Tree(1, Leaf), (path, inner) => (Filter)new ValuePathFilter(path, inner))));

    private static readonly Gen<string> NearFilters = Gen.OneOf(
        Constants(
            "userName", " ", " eq ", " and ", "or", "not", "(", ")", "[", "]", ".", "\"x\"", "\"", "\\", "\\u", "12", "-", "1e999",
            "true", "null", "pr", "urn:", ":", "\ud800", "emails[type eq \"work\"]", "\0", "é"),
        Gen.String[0, 3]).Array[0, 24].Select(string.Concat);

    [Fact]
    public void Parsing_what_was_printed_gives_the_same_tree() =>
        Trees.Sample(filter => Assert.Equal(filter, FilterParser.Parse(FilterPrinter.Print(filter))), iter: 20_000);

    [Fact]
    public void Printing_what_was_parsed_gives_the_same_text() =>
        Trees.Select(FilterPrinter.Print).Sample(text => Assert.Equal(text, FilterPrinter.Print(FilterParser.Parse(text))), iter: 5_000);

    [Fact]
    public void A_filter_is_read_or_refused_and_nothing_else() =>
        NearFilters.Sample(text => AssertReadOrRefused(() => FilterParser.Parse(text), ScimErrorType.InvalidFilter), iter: 50_000);

    [Fact]
    public void A_path_is_read_or_refused_and_nothing_else() =>
        NearFilters.Sample(text => AssertReadOrRefused(() => PatchPath.Parse(text), ScimErrorType.InvalidPath, ScimErrorType.InvalidFilter), iter: 50_000);

    [Theory]
    [InlineData("(")]
    [InlineData("not (")]
    [InlineData("a[")]
    [InlineData("a pr and ")]
    [InlineData("a.")]
    [InlineData("a:")]
    [InlineData("a eq \"\\")]
    [InlineData("a eq \"\\u")]
    [InlineData("a eq \"\ud800")]
    [InlineData("a eq 1")]
    [InlineData(" ")]
    public void The_longest_text_of_any_kind_takes_no_time(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, FilterParser.MaxLength / part.Length));
        var watch = Stopwatch.StartNew();

        AssertReadOrRefused(() => FilterParser.Parse(text), ScimErrorType.InvalidFilter);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{watch.Elapsed} for {part}");
    }

    private static Gen<T> Constants<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<Filter> Tree(int depth, Gen<Filter> leaf)
    {
        if (depth == 0)
        {
            return leaf;
        }

        var smaller = Tree(depth - 1, leaf);
        return Gen.OneOf(
            leaf,
            smaller.Select(operand => (Filter)new NotFilter(operand)),
            Gen.Select(smaller, smaller, (left, right) => (Filter)new AndFilter(left, right)),
            Gen.Select(smaller, smaller, (left, right) => (Filter)new OrFilter(left, right)));
    }

    private static void AssertReadOrRefused(Func<object> read, params string[] scimTypes)
    {
        try
        {
            Assert.NotNull(read());
        }
        catch (ScimException refusal)
        {
            Assert.Equal(400, refusal.Error.Status);
            Assert.Contains(refusal.Error.ScimType, scimTypes);
        }
    }
}
