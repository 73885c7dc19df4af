using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Resources;

/// <summary>What the reading of bodies and of PATCH requests makes of a registered extension.</summary>
public sealed class ExtensionCasesTests
{
    private const string Urn = RegisteredTypes.Urn;

    private const string Patched = $$"""{"{{Urn}}":{"text":"a","fixed":"f","home":{"street":"s","since":"2026"},"tags":["a"] } }""";

    public static TheoryData<string, string> Cases => JsonCases.Read("extensions.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_are_read_or_refused(string place, string line)
    {
        Assert.NotEmpty(place);
        var columns = JsonCases.Columns(line.Replace("$X", Urn, StringComparison.Ordinal));
        if (columns[1].StartsWith('!'))
        {
            var expected = columns[1].Split(' ', 3);
            var error = Assert.Throws<ScimException>(() => Take(columns[0])).Error;
            Assert.Equal((400, expected[1]), (error.Status, error.ScimType));
            Assert.Contains(expected[2], error.Detail, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(columns[1], Take(columns[0])[Urn]?.ToJsonString() ?? "null");
    }

    [Fact]
    public void Schemas_names_the_extension_only_where_it_has_values()
    {
        Assert.Equal($$"""["{{SchemaUris.User}}","{{Urn}}"]""", Read($$"""{"{{Urn}}":{"text":"a"} }""")["schemas"]!.ToJsonString());
        Assert.Equal($$"""["{{SchemaUris.User}}"]""", Read($$"""{"{{Urn}}":{"own":"a"} }""")["schemas"]!.ToJsonString());
    }

    [Fact]
    public void Canonical_values_of_RFC_7643_stay_suggestions() =>
        Assert.Equal("pigeon", (string?)Read("""{"emails":[{"value":"a@b.example","type":"pigeon"}]}""")["emails"]![0]!["type"]);

    [Theory]
    [InlineData(false, """{"size":1}""", true)]
    [InlineData(false, """{"note":"x"}""", false)]
    [InlineData(false, null, true)]
    [InlineData(true, null, false)]
    [InlineData(true, """{"size":1}""", true)]
    public void What_is_required_must_be_there(bool required, string? values, bool accepted)
    {
        var schema = RegisteredTypes.Read($$"""{"id":"{{Urn}}","name":"x","attributes":[{"name":"size","type":"integer","required":true},{"name":"note"}]}""");
        var type = RegisteredTypes.With(new SchemaExtension(schema, required));
        var body = values is null ? "{}" : $$"""{"{{Urn}}":{{values}} }""";

        var refusal = Record.Exception(() => Read(body, type));

        Assert.Equal(accepted, refusal is null);
        Assert.StartsWith(accepted ? "" : Urn, refusal?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"active","value":false}]""", true)]
    [InlineData($$"""[{"op":"add","path":"{{Urn}}:note","value":"y"}]""", true)]
    [InlineData($$"""[{"op":"add","path":"{{Urn}}:size","value":1},{"op":"remove","path":"{{Urn}}:size"}]""", true)]
    [InlineData($$"""[{"op":"remove","path":"{{Urn}}"}]""", false)]
    public void What_came_to_be_required_does_not_stand_in_the_way_of_a_patch(string operations, bool accepted)
    {
        var before = RegisteredTypes.Read($$"""{"id":"{{Urn}}","name":"x","attributes":[{"name":"size","type":"integer"},{"name":"note"}]}""");
        var after = RegisteredTypes.Read($$"""{"id":"{{Urn}}","name":"x","attributes":[{"name":"size","type":"integer","required":true},{"name":"note"}]}""");
        var resource = Read($$"""{"{{Urn}}":{"note":"x"} }""", RegisteredTypes.With(new SchemaExtension(before, false)));

        var refusal = Record.Exception(() => Patch(resource, operations, RegisteredTypes.With(new SchemaExtension(after, true))));

        Assert.Equal(accepted, refusal is null);
    }

    [Fact]
    public void A_patch_keeps_what_a_removed_extension_left_in_its_place()
    {
        var resource = Read($$"""{"title":"a","{{Urn}}":{"text":"a"} }""");

        Patch(resource, """[{"op":"replace","path":"title","value":"b"}]""", RegisteredTypes.WithRemoved());

        Assert.Equal($$"""{"schemas":["{{SchemaUris.User}}","{{Urn}}"],"userName":"b","title":"b","{{Urn}}":{"text":"a"{{"}}"}}""", resource.ToJsonString());
    }

    [Fact]
    public void A_patch_keeps_what_another_process_knows_already()
    {
        var resource = Read($$"""{"title":"a","{{Urn}}":{"text":"a"} }""");

        Patch(resource, """[{"op":"replace","path":"title","value":"b"}]""", ResourceTypes.User);

        Assert.Equal($$"""{"schemas":["{{SchemaUris.User}}","{{Urn}}"],"userName":"b","title":"b","{{Urn}}":{"text":"a"{{"}}"}}""", resource.ToJsonString());
    }

    private static JsonObject Take(string text)
    {
        if (text[0] != '[')
        {
            return Read(text);
        }

        var before = Read(Patched);
        var after = (JsonObject)before.DeepClone();
        Patch(after, text, RegisteredTypes.User);
        ImmutableAttributes.Verify(before, after, RegisteredTypes.User);
        return after;
    }

    private static JsonObject Read(string body, ResourceType? type = null)
    {
        var json = JsonCases.Object(body);
        json["schemas"] = new JsonArray(SchemaUris.User);
        json["userName"] = "b";
        return ResourceReader.Read(json, type ?? RegisteredTypes.User);
    }

    private static void Patch(JsonObject resource, string operations, ResourceType type) => Patcher.Apply(
        resource, PatchRequest.Parse(JsonCases.Object($$"""{"schemas":["{{PatchRequest.Urn}}"],"Operations":{{operations}} }""")), type);
}
