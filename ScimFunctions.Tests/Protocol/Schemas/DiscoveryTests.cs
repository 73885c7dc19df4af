using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Protocol.Schemas.Discovery;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Schemas;

public sealed class DiscoveryTests
{
    private const string BaseUrl = "https://example.com/api/scim/v2/groups/acme";

    public static TheoryData<string> Schemas =>
        [SchemaUris.User, SchemaUris.EnterpriseUser, SchemaUris.Group, SchemaUris.ServiceProviderConfig, SchemaUris.ResourceType, SchemaUris.Schema];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_schema_document_has_no_nulls_and_every_characteristic(string urn)
    {
        var document = Schema(All.Single(schema => schema.Id.Equals(urn, StringComparison.Ordinal)));

        Assert.Equal(urn, (string?)document["id"]);
        Assert.DoesNotContain("null", document.ToJsonString(), StringComparison.Ordinal);
        Assert.All(document["attributes"]!.AsArray(), attribute => AssertComplete(attribute!.AsObject()));
    }

    [Fact]
    public void A_schema_document_says_where_it_is()
    {
        var document = Schema(CoreSchemas.User);

        Assert.Equal($$"""["{{SchemaUris.Schema}}"]""", document["schemas"]!.ToJsonString());
        Assert.Equal(
            $$"""{"resourceType":"Schema","location":"{{BaseUrl}}/Schemas/{{SchemaUris.User}}"}""", document["meta"]!.ToJsonString());
    }

    [Fact]
    public void A_resource_type_document_is_as_RFC_7643_has_it()
    {
        var document = Written(writer => ResourceTypeWriter.Write(writer, ResourceTypes.User, BaseUrl));

        Assert.Equal(
            $$$"""
            {"schemas":["{{{SchemaUris.ResourceType}}}"],"id":"User","name":"User","endpoint":"/Users","description":"Accounts of people","schema":"{{{SchemaUris.User}}}","schemaExtensions":[{"schema":"{{{SchemaUris.EnterpriseUser}}}","required":false}],"meta":{"resourceType":"ResourceType","location":"{{{BaseUrl}}}/ResourceTypes/User"}}
            """,
            document.ToJsonString());
    }

    [Theory]
    [InlineData("userName", "string", "readWrite", "default", "server")]
    [InlineData("password", "string", "writeOnly", "never", "none")]
    [InlineData("groups", "complex", "readOnly", "default", "none")]
    [InlineData("active", "boolean", "readWrite", "default", "none")]
    [InlineData("profileUrl", "reference", "readWrite", "default", "none")]
    public void An_attribute_says_its_characteristics(string name, string type, string mutability, string returned, string uniqueness)
    {
        var attribute = Schema(CoreSchemas.User)["attributes"]!.AsArray().Single(one => name.Equals((string?)one!["name"], StringComparison.Ordinal))!;

        Assert.Equal(
            (type, mutability, returned, uniqueness),
            ((string?)attribute["type"], (string?)attribute["mutability"], (string?)attribute["returned"], (string?)attribute["uniqueness"]));
    }

    private static Schema[] All =>
        [CoreSchemas.User, CoreSchemas.EnterpriseUser, CoreSchemas.Group, CoreSchemas.ServiceProviderConfig, CoreSchemas.ResourceType, CoreSchemas.Schema];

    private static void AssertComplete(JsonObject attribute)
    {
        string[] names = ["name", "type", "multiValued", "description", "required", "caseExact", "mutability", "returned", "uniqueness"];
        Assert.All(names, name => Assert.True(attribute.ContainsKey(name), $"{attribute["name"]} lacks {name}"));
        Assert.Equal("complex".Equals((string?)attribute["type"], StringComparison.Ordinal), attribute.ContainsKey("subAttributes"));
        Assert.All(attribute["subAttributes"]?.AsArray() ?? [], sub => AssertComplete(sub!.AsObject()));
    }

    private static JsonObject Schema(Schema schema) => Written(writer => SchemaWriter.Write(writer, schema, BaseUrl));

    private static JsonObject Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!.AsObject();
    }
}
