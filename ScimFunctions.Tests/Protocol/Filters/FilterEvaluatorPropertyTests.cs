using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Filters.Evaluation;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

public sealed class FilterEvaluatorPropertyTests
{
    private static readonly string People = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "filters-evaluate.json"));

    private static readonly string[] Paths =
    [
        "userName", "nickName", "title", "active", "tags", "name", "name.familyName", "emails", "emails.value", "emails.type", "members",
        "x509Certificates", "meta.created", "floor", "score", "issued", "manager", "urn:acme.io:scim:2.0:Badge.v1", "profileUrl", "password",
    ];

    private static readonly string[] Values =
        ["\"babs\"", "\"work\"", "\"B\"", "\"\"", "\"True\"", "true", "false", "null", "3", "2.5", "\"2020-01-01T00:00:00Z\"", "\"A1\""];

    private static readonly string[] Operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];

    private static readonly Gen<string> Expressions = Gen.Select(Pick(Paths), Pick(Operators), Pick(Values), Gen.Int[0, 5], (path, comparison, value, form) =>
        form switch
        {
            0 => $"{path} pr",
            1 => $"emails[type eq \"work\" and value {comparison} {value}]",
            2 => $"not ({path} {comparison} {value})",
            _ => $"{path} {comparison} {value}",
        });

    private static readonly Gen<string> Filters =
        Gen.Select(Expressions, Pick(["and", "or"]), Expressions, (left, word, right) => $"{left} {word} {right}");

    [Fact]
    public void A_document_and_a_node_tree_answer_alike() => Filters.Sample(
        text =>
        {
            using var document = JsonDocument.Parse(People);
            if (TryBind(text) is { } filter)
            {
                foreach (var person in document.RootElement.EnumerateObject())
                {
                    Assert.Equal(
                        FilterEvaluator.Matches(filter, person.Value),
                        FilterEvaluator.Matches(filter, JsonNode.Parse(person.Value.GetRawText())));
                }
            }
        },
        iter: 5_000);

    [Fact]
    public void Not_answers_the_opposite() => Filters.Sample(
        text =>
        {
            using var document = JsonDocument.Parse(People);
            if (TryBind(text) is { } filter && TryBind($"not ({text})") is { } negation)
            {
                foreach (var person in document.RootElement.EnumerateObject())
                {
                    Assert.NotEqual(FilterEvaluator.Matches(filter, person.Value), FilterEvaluator.Matches(negation, person.Value));
                }
            }
        },
        iter: 5_000);

    private static Gen<string> Pick(string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static BoundFilter? TryBind(string text)
    {
        try
        {
            return FilterBinder.Bind(FilterParser.Parse(text), PersonType.Person);
        }
        catch (ScimException refusal)
        {
            Assert.Equal(ScimErrorType.InvalidFilter, refusal.Error.ScimType);
            return null;
        }
    }
}
