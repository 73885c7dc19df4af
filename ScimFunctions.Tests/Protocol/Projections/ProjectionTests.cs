using System.Text;
using System.Text.Json;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Projections;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Projections;

public sealed class ProjectionTests
{
    private const string Document = $$$"""
        {"schemas":["{{{SchemaUris.User}}}","{{{SchemaUris.EnterpriseUser}}}"],"id":"1","userName":"bjensen",
         "name":{"familyName":"Jensen","givenName":"Barbara"},"displayName":"Bab\u0073 \"J\"",
         "emails":[{"value":"a@b.example","type":"work","primary":true},{"value":"c@d.example","type":"home"}],
         "{{{SchemaUris.EnterpriseUser}}}":{"department":"Tours","manager":{"value":"2"}},
         "urn:example:x":{"a":1},
         "meta":{"resourceType":"User","location":"https://example.com/Users/1"}}
        """;

    private const string GroupDocument = $$$"""
        {"schemas":["{{{SchemaUris.Group}}}"],"id":"1","displayName":"Guides",
         "members":[{"value":"2","$ref":"https://example.com/Users/2","type":"User","display":"Babs"}],"meta":{"resourceType":"Group"}}
        """;

    public static TheoryData<string, string> Cases => JsonCases.Read("projections.cases");

    public static TheoryData<string, string> GroupCases => JsonCases.Read("projections-groups.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_gives_what_is_asked_for(string place, string line) => Check(place, line, ResourceTypes.User, Document);

    [Theory]
    [MemberData(nameof(GroupCases))]
    public void Write_gives_what_is_asked_for_of_a_group(string place, string line) => Check(place, line, ResourceTypes.Group, GroupDocument);

    [Theory]
    [InlineData(null, null)]
    [InlineData("", " ")]
    [InlineData(null, "unknown,id")]
    public void Write_copies_the_document_where_nothing_is_asked_for(string? attributes, string? excluded)
    {
        var projection = Projection.Parse(attributes, excluded, ResourceTypes.User);

        Assert.True(projection.IsDefault);
        Assert.Equal(Document, Write(projection, Document));
    }

    [Fact]
    public void Attributes_and_excludedAttributes_exclude_each_other()
    {
        var error = Assert.Throws<ScimException>(() => Projection.Parse("userName", "emails", ResourceTypes.User)).Error;

        Assert.Equal((400, ScimErrorType.InvalidValue), (error.Status, error.ScimType));
    }

    [Fact]
    public void What_is_returned_on_request_is_there_only_when_named()
    {
        const string json = """{"schemas":["urn:x"],"id":"1","a":"b","members":[{"value":"1","display":"One"}]}""";
        var type = TypeWithRequested();

        Assert.False(Projection.Parse(null, null, type).IsDefault);
        Assert.Equal("""{"schemas":["urn:x"],"id":"1","members":[{"value":"1"}]}""", Write(Projection.Parse(null, null, type), json));
        Assert.Equal("""{"schemas":["urn:x"],"id":"1","a":"b"}""", Write(Projection.Parse("a", null, type), json));
        Assert.Equal("""{"schemas":["urn:x"],"id":"1","members":[{"value":"1"}]}""", Write(Projection.Parse("members", null, type), json));
        Assert.Equal(json, Write(Projection.Parse("a,members,members.display", null, type), json));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("groups.display", null, true)]
    [InlineData("userName", null, false)]
    [InlineData(null, "groups", false)]
    public void Includes_says_whether_an_attribute_need_be_read(string? attributes, string? excluded, bool includes) =>
        Assert.Equal(includes, Projection.Parse(attributes, excluded, ResourceTypes.User).Includes("groups"));

    private static void Check(string place, string line, ResourceType type, string document)
    {
        Assert.NotEmpty(place);
        var columns = JsonCases.Columns(line);
        var names = columns[0].Split('|');
        Assert.Equal(columns[1], Write(Projection.Parse(names[0], names.ElementAtOrDefault(1), type), document));
    }

    private static string Write(Projection projection, string document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            projection.Write(writer, Encoding.UTF8.GetBytes(document));
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Theory]
    [InlineData("members.display", true)]
    [InlineData("MEMBERS.DISPLAY", true)]
    [InlineData("members.value,members.display", true)]
    [InlineData("members", false)]
    [InlineData("displayName", false)]
    [InlineData(null, false)]
    public void Sub_attribute_is_asked_for_by_its_own_name(string? attributes, bool asked) =>
        Assert.Equal(asked, Projection.Parse(attributes, null, ResourceTypes.Group).Names("members", "display"));

    [Fact]
    public void Excluded_sub_attribute_is_not_asked_for() =>
        Assert.False(Projection.Parse(null, "members.display", ResourceTypes.Group).Names("members", "display"));

    [Fact]
    public void Group_without_wishes_is_sent_as_it_is_stored() => Assert.True(Projection.Parse(null, null, ResourceTypes.Group).IsDefault);

    private static ResourceType TypeWithRequested() => new()
    {
        Name = "X",
        Endpoint = "/X",
        Description = "",
        Schema = new Schema("urn:x", "X", "",
        [
            new() { Name = "a", Description = "", Returned = Returned.Request },
            new()
            {
                Name = "members",
                Description = "",
                Type = AttributeType.Complex,
                MultiValued = true,
                SubAttributes =
                [
                    new() { Name = "value", Description = "" },
                    new() { Name = "display", Description = "", Returned = Returned.Request },
                ],
            },
        ]),
    };
}
