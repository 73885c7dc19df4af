using ScimFunctions.Protocol.Schemas.Reading;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Schemas.Reading;

public sealed class SchemaChangeTests
{
    [Theory]
    [InlineData("""{"name":"a"}""", """{"name":"a","description":"more"}""")]
    [InlineData("""{"name":"a"}""", """{"name":"a","required":true}""")]
    [InlineData("""{"name":"a","required":true}""", """{"name":"a"}""")]
    [InlineData("""{"name":"a"}""", """{"name":"b"},{"name":"a"}""")]
    [InlineData("""{"name":"a","canonicalValues":["x"]}""", """{"name":"a","canonicalValues":["y","x"]}""")]
    [InlineData("""{"name":"a","canonicalValues":["x"]}""", """{"name":"a"}""")]
    [InlineData("""{"name":"a","type":"complex","subAttributes":[{"name":"b"}]}""", """{"name":"a","type":"complex","subAttributes":[{"name":"b"},{"name":"c"}]}""")]
    public void What_leaves_stored_values_good_is_accepted(string before, string after) => Assert.Null(Problem(before, after));

    [Theory]
    [InlineData("""{"name":"a"},{"name":"b"}""", """{"name":"b"}""", "a is missing")]
    [InlineData("""{"name":"a"}""", """{"name":"A"}""", "a is missing")]
    [InlineData("""{"name":"a"}""", """{"name":"a","type":"integer"}""", "type of a")]
    [InlineData("""{"name":"a"}""", """{"name":"a","multiValued":true}""", "multiValued of a")]
    [InlineData("""{"name":"a"}""", """{"name":"a","caseExact":true}""", "caseExact of a")]
    [InlineData("""{"name":"a"}""", """{"name":"a","mutability":"immutable"}""", "mutability of a")]
    [InlineData("""{"name":"a"}""", """{"name":"a","returned":"never"}""", "returned of a")]
    [InlineData("""{"name":"a"}""", """{"name":"a","uniqueness":"server"}""", "uniqueness of a")]
    [InlineData("""{"name":"a","type":"reference","referenceTypes":["uri"]}""", """{"name":"a","type":"reference","referenceTypes":["User"]}""", "referenceTypes of a")]
    [InlineData("""{"name":"a"}""", """{"name":"a","canonicalValues":["x"]}""", "canonicalValues of a")]
    [InlineData("""{"name":"a","canonicalValues":["x","y"]}""", """{"name":"a","canonicalValues":["x"]}""", "canonicalValues of a")]
    [InlineData("""{"name":"a","type":"complex","subAttributes":[{"name":"b"}]}""", """{"name":"a","type":"complex","subAttributes":[{"name":"c"}]}""", "b is missing")]
    public void What_would_break_stored_values_is_told(string before, string after, string rule) =>
        Assert.Contains(rule, Problem(before, after)!.Rule, StringComparison.Ordinal);

    [Fact]
    public void A_URN_keeps_its_spelling() => Assert.Equal("schema.id", SchemaChange.Problem(
        RegisteredTypes.Read("""{"id":"urn:example:a","name":"x","attributes":[{"name":"a"}]}"""),
        RegisteredTypes.Read("""{"id":"urn:example:A","name":"x","attributes":[{"name":"a"}]}"""),
        "schema")!.Place);

    private static SchemaProblem? Problem(string before, string after) => SchemaChange.Problem(
        RegisteredTypes.Read($$"""{"id":"urn:example:a","name":"x","attributes":[{{before}}]}"""),
        RegisteredTypes.Read($$"""{"id":"urn:example:a","name":"x","attributes":[{{after}}]}"""),
        "schema");
}
