using System.Text.Json;
using ScimFunctions.Cli.Trying.Expectations;
using Xunit;

namespace ScimFunctions.Tests.IdentityProviders;

public sealed class JsonSubsetTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":1.0}""", """{"a":1}""")]
    [InlineData("""{"a":"{{absent}}"}""", """{"b":2}""")]
    [InlineData("""{"a":"{{any}}"}""", """{"a":[]}""")]
    [InlineData("""{"a":"{{uuid}}"}""", """{"a":"2f0b6a1c-6c7e-4b6e-9c83-0a1b2c3d4e5f"}""")]
    [InlineData("""{"a":"{{instant}}"}""", """{"a":"2026-01-02T03:04:05.678Z"}""")]
    [InlineData("""{"a":"W/\"{{any}}\""}""", """{"a":"W/\"17\""}""")]
    [InlineData("""[{"a":1},{}]""", """[{"a":1,"b":2},{"c":3}]""")]
    [InlineData("""{"{{contains}}":[2,{"a":1}]}""", """[{"a":1,"b":1},2,3]""")]
    [InlineData("null", "null")]
    [InlineData("[]", "[]")]
    public void Subset_matches(string expected, string actual) => Assert.Null(Mismatch(expected, actual, new()));

    [Theory]
    [InlineData("""{"a":1}""", """{"b":2}""", "$.a: expected 1, was absent")]
    [InlineData("""{"a":true}""", """{"a":"true"}""", "$.a: expected true, was \"true\"")]
    [InlineData("""{"a":"{{absent}}"}""", """{"a":null}""", "$.a: expected nothing, was null")]
    [InlineData("""{"a":"{{any}}"}""", """{"a":null}""", "$.a: expected \"{{any}}\", was null")]
    [InlineData("""{"a":"{{uuid}}"}""", """{"a":"jo"}""", "$.a: expected \"{{uuid}}\", was \"jo\"")]
    [InlineData("""{"a":"x"}""", """{"a":"X"}""", "$.a: expected \"x\", was \"X\"")]
    [InlineData("""{"a":[{"b":1}]}""", """{"a":[{"b":2}]}""", "$.a[0].b: expected 1, was 2")]
    [InlineData("[1]", "[1,2]", "$: expected [1], was [1,2]")]
    [InlineData("""{"{{contains}}":[4]}""", "[1,2]", "$: expected an element 4, was [1,2]")]
    public void Difference_is_named_by_its_place(string expected, string actual, string mismatch) =>
        Assert.Equal(mismatch, Mismatch(expected, actual, new()));

    [Fact]
    public void Capture_keeps_the_value_for_later_steps()
    {
        var variables = new SequenceVariables();
        Assert.Null(Mismatch("""{"id":"{{capture:userId}}"}""", """{"id":"jo.1"}""", variables));
        Assert.Null(Mismatch("""{"id":"{{userId}}"}""", """{"id":"jo.1"}""", variables));
        Assert.NotNull(Mismatch("""{"id":"{{userId}}"}""", """{"id":"joX1"}""", variables));
    }

    [Fact]
    public void Unlike_refuses_the_captured_value_only()
    {
        var variables = new SequenceVariables { ["version"] = "1" };
        Assert.NotNull(Mismatch("\"{{unlike:version}}\"", "\"1\"", variables));
        Assert.Null(Mismatch("\"{{unlike:version}}\"", "\"12\"", variables));
    }

    [Fact]
    public void Failed_candidate_leaves_no_capture_behind()
    {
        var variables = new SequenceVariables { ["id"] = "before" };
        Assert.NotNull(Mismatch("""{"{{contains}}":[{"id":"{{capture:id}}","a":2}]}""", """[{"id":"other","a":1}]""", variables));
        Assert.Equal("before", variables["id"]);
    }

    private static string? Mismatch(string expected, string actual, SequenceVariables variables)
    {
        using var wanted = JsonDocument.Parse(expected);
        using var answer = JsonDocument.Parse(actual);
        return JsonSubset.Mismatch(wanted.RootElement, answer.RootElement, variables);
    }
}
