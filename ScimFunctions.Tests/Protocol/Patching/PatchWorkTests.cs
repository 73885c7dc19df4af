using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Patching;

public sealed class PatchWorkTests
{
    private static readonly string LongFilter = string.Join(" or ", Enumerable.Repeat("value co \\\"z\\\"", 30));
    private static readonly string Listed = string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""{"value":"q{{i}}"}"""));

    [Fact]
    public void Filters_by_value_on_as_many_values_as_there_may_be_succeed() =>
        Apply(User("r", 1_000), """{"op":"replace","path":"roles[value eq \"r999\"].display","value":"x"}""");

    [Fact]
    public void Long_filters_on_many_values_are_too_many() =>
        Refuses(User("r", 1_000), $$"""{"op":"remove","path":"roles[{{LongFilter}}]"}""");

    [Fact]
    public void Long_lists_to_remove_from_many_values_are_too_many() =>
        Refuses(User("r", 1_000), $$"""{"op":"remove","path":"roles","value":[{{Listed}}]}""");

    [Fact]
    public void Additions_to_few_very_long_values_are_too_many() =>
        Refuses(User(new string('r', 30_000), 8), """{"op":"add","path":"roles","value":[{"value":"x"}]}""");

    [Fact]
    public void Additions_without_a_path_count_too() =>
        Refuses(User(new string('r', 30_000), 8), """{"op":"add","value":{"roles":[{"value":"x"}]}}""");

    private static void Refuses(JsonObject user, string operation)
    {
        var error = Assert.Throws<ScimException>(() => Apply(user, operation)).Error;

        Assert.Equal((400, ScimErrorType.TooMany), (error.Status, error.ScimType));
    }

    private static void Apply(JsonObject user, string operation)
    {
        var operations = string.Join(',', Enumerable.Repeat(operation, PatchRequest.MaxOperations));
        Patcher.Apply(user, PatchRequest.Parse(JsonCases.Object($$"""{"schemas":["{{PatchRequest.Urn}}"],"Operations":[{{operations}}]}""")), ResourceTypes.User);
    }

    private static JsonObject User(string value, int count) => JsonCases.Object($$"""
        {"id":"1","userName":"a","roles":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"value":"{{value}}{{i}}"}"""))}}]}
        """);
}
