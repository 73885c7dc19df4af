using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Protocol.Schemas.Discovery;
using ScimFunctions.Protocol.Schemas.Reading;
using ScimFunctions.Tests.Protocol.Patching;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Schemas.Reading;

public sealed class SchemaReaderTests
{
    private const string Head = "\"id\":\"urn:example:acme:1.0:User\",\"name\":\"Acme\"";

    public static TheoryData<string, string> Cases => JsonCases.Read("schemas.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_definition_is_read_or_told_what_is_wrong(string place, string line)
    {
        Assert.NotEmpty(place);
        var columns = Expand(line).Split(" => ");
        var definition = JsonNode.Parse(columns[0].StartsWith("a ", StringComparison.Ordinal) ? $$"""{{{Head}},"attributes":[{{columns[0][2..]}}]}""" : columns[0]);
        if (columns[1] == "ok")
        {
            Assert.True(SchemaReader.Read(definition, "schema").Attributes[0].IsRegistered);
            return;
        }

        var expected = columns[1][2..].Split(" | ");
        var problem = Assert.Throws<InvalidSchemaException>(() => SchemaReader.Read(definition, "schema")).Problem;
        Assert.Equal(expected[0], problem.Place);
        Assert.Contains(expected[1], problem.Rule, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Example);
    }

    [Fact]
    public void What_is_left_out_has_the_defaults_of_RFC_7643_section_2_2()
    {
        var attribute = SchemaReader.Read(JsonNode.Parse($$"""{{{Head}},"attributes":[{"name":"a"}]}"""), "schema").Attributes[0];

        Assert.Equal((AttributeType.String, false, false, false), (attribute.Type, attribute.MultiValued, attribute.Required, attribute.CaseExact));
        Assert.Equal((Mutability.ReadWrite, Returned.Default, Uniqueness.None), (attribute.Mutability, attribute.Returned, attribute.Uniqueness));
    }

    [Fact]
    public void What_was_written_is_read_as_it_was() => ArbitrarySchema.Gen.Sample(
        schema =>
        {
            var written = Write(schema);
            Assert.Equal(written, Write(SchemaReader.Read(JsonNode.Parse(written), "schema")));
        },
        iter: 2_000);

    [Fact]
    public void Any_JSON_is_read_or_refused_and_nothing_else() => ArbitraryJson.Text.Sample(
        json =>
        {
            var definition = JsonNode.Parse($$"""
                {"id":"urn:example:a","name":"A","attributes":[{"name":"a","description":{{json}},"canonicalValues":[{{json}}],"type":{{json}} },{{json}}]}
                """);
            Assert.ThrowsAny<InvalidSchemaException>(() => SchemaReader.Read(definition, "schema"));
        },
        iter: 2_000);

    private static string Expand(string line) => line
        .Replace("$H", Head, StringComparison.Ordinal)
        .Replace("$texts101", string.Join(',', Enumerable.Range(0, 101).Select(number => $"\"v{number}\"")), StringComparison.Ordinal)
        .Replace("$1001", new string('x', 1001), StringComparison.Ordinal)
        .Replace("$201", new string('x', 201), StringComparison.Ordinal)
        .Replace("$101", new string('x', 101), StringComparison.Ordinal)
        .Replace("$64", string.Join(',', Enumerable.Range(0, 64).Select(number => $$"""{"name":"n{{number}}"}""")), StringComparison.Ordinal)
        .Replace("$65", new string('x', 65), StringComparison.Ordinal)
        .Replace("$32", string.Join(',', Enumerable.Range(0, 32).Select(number => $$"""{"name":"n{{number}}"}""")), StringComparison.Ordinal);

    private static string Write(Schema schema)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            SchemaWriter.Write(writer, schema, "https://example.com");
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
