using System.Text.Json.Nodes;
using CsCheck;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Filters.Evaluation;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

public sealed class ContainsTests
{
    private static readonly Gen<string> Alike = Gen.Char["aAbé"].Array[0, 400].Select(characters => new string(characters));

    [Theory]
    [InlineData("title", StringComparison.OrdinalIgnoreCase)]
    [InlineData("externalId", StringComparison.Ordinal)]
    public void Finds_every_part_of_a_text_and_nothing_else(string attribute, StringComparison rule) =>
        Gen.Select(Alike, Alike, Gen.Bool, Gen.Int[0, 300], Gen.Int[0, 200]).Sample((text, other, isPart, start, length) =>
        {
            var from = Math.Min(start, text.Length);
            var wanted = isPart ? text.Substring(from, Math.Min(length, text.Length - from)) : other;
            Assert.Equal(text.Contains(wanted, rule), Contains(attribute, text, wanted));
        });

    [Theory]
    [InlineData("É", true)]
    [InlineData("e", false)]
    public void Long_texts_fold_like_short_ones(string last, bool holds) =>
        Assert.Equal(holds, Contains("title", new string('x', 1_000) + "é", new string('X', 500) + last));

    private static bool Contains(string attribute, string text, string wanted) => FilterEvaluator.Matches(
        FilterBinder.Bind(FilterParser.Parse($"{attribute} co \"{wanted}\""), ResourceTypes.User), new JsonObject { [attribute] = text });
}
