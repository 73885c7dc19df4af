using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>What the service provider says of itself (RFC 7644 §4, RFC 7643 §5 to §7).</summary>
public sealed class DiscoveryTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private const string GroupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private const string EnterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Theory]
    [InlineData("/ServiceProviderConfig")]
    [InlineData("/ResourceTypes")]
    [InlineData("/ResourceTypes/User")]
    [InlineData("/ResourceTypes/Group")]
    [InlineData("/Schemas")]
    [InlineData("/Schemas/" + TenantSession.UserSchema)]
    [InlineData("/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group")]
    public async Task Discovery_holds_no_null_and_takes_no_filter(string path)
    {
        var session = await TenantSession.NewAsync(server);
        Assert.DoesNotContain("null", (await session.GetAsync(path)).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        (await session.GetAsync(path + "?filter=name+pr")).IsError(403);
    }

    [Fact]
    public async Task Every_discovered_location_answers_the_same_document()
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var list in (string[])["/ResourceTypes", "/Schemas"])
        {
            var resources = (await session.GetAsync(list)).Json["Resources"]!.AsArray();
            Assert.NotEmpty(resources);
            foreach (var resource in resources)
            {
                var location = (string)resource!["meta"]!["location"]!;
                Assert.StartsWith(session.Tenant.BaseUri.AbsoluteUri, location, StringComparison.Ordinal);
                var alone = await session.GetAsync(location[session.Tenant.BaseUri.AbsoluteUri.Length..]);
                Assert.True(JsonNode.DeepEquals(resource, alone.Is(HttpStatusCode.OK).Json), location);
            }
        }
    }

    [Fact]
    public async Task Schemas_of_every_resource_type_are_there()
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var type in (await session.GetAsync("/ResourceTypes")).Json["Resources"]!.AsArray())
        {
            foreach (var urn in (type!["schemaExtensions"]?.AsArray() ?? []).Select(extension => (string)extension!["schema"]!).Append((string)type["schema"]!))
            {
                (await session.GetAsync("/Schemas/" + urn)).Is(HttpStatusCode.OK);
            }
        }
    }

    [Fact]
    public async Task User_schema_lists_the_attributes_of_the_RFC()
    {
        var schema = (await (await TenantSession.NewAsync(server)).GetAsync("/Schemas/" + TenantSession.UserSchema)).Json;
        string[] expected =
        [
            "userName", "name", "displayName", "nickName", "profileUrl", "title", "userType", "preferredLanguage", "locale", "timezone",
            "active", "password", "emails", "phoneNumbers", "ims", "photos", "addresses", "groups", "entitlements", "roles", "x509Certificates",
        ];
        var attributes = schema["attributes"]!.AsArray();
        Assert.Equal(expected.Order(StringComparer.Ordinal), attributes.Select(attribute => (string)attribute!["name"]!).Order(StringComparer.Ordinal));
        Assert.All(attributes, attribute => Assert.All(
            (string[])["type", "multiValued", "description", "required", "mutability", "returned"],
            characteristic => Assert.NotEqual(JsonValueKind.Undefined, attribute![characteristic]?.GetValueKind() ?? JsonValueKind.Undefined)));
    }

    [Fact]
    public async Task ServiceProviderConfig_has_every_required_part()
    {
        var config = (await (await TenantSession.NewAsync(server)).GetAsync("/ServiceProviderConfig")).Json;
        Assert.All((string[])["patch", "bulk", "filter", "changePassword", "sort", "etag"], feature =>
            Assert.Contains(config[feature]!["supported"]!.GetValueKind(), (JsonValueKind[])[JsonValueKind.True, JsonValueKind.False]));
        Assert.Equal((1000, 4 * 1024 * 1024), ((int)config["bulk"]!["maxOperations"]!, (int)config["bulk"]!["maxPayloadSize"]!));
        Assert.True((int)config["filter"]!["maxResults"]! > 0);
        Assert.True(Uri.IsWellFormedUriString((string?)config["documentationUri"], UriKind.Absolute));
        var scheme = Assert.Single(config["authenticationSchemes"]!.AsArray())!;
        Assert.Equal("oauthbearertoken", (string?)scheme["type"]);
        Assert.All((string[])["name", "description", "specUri", "documentationUri"], name => Assert.NotEmpty((string)scheme[name]!));
        Assert.Equal("ServiceProviderConfig", (string?)config["meta"]!["resourceType"]);
    }

    [Theory]
    [InlineData("/ResourceTypes", "User,Group")]
    [InlineData("/Schemas", "urn:ietf:params:scim:schemas:core:2.0:User," + EnterpriseSchema + "," + GroupSchema
        + ",urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig,urn:ietf:params:scim:schemas:core:2.0:ResourceType,urn:ietf:params:scim:schemas:core:2.0:Schema")]
    public async Task List_holds_all_whatever_page_is_asked_for(string path, string ids)
    {
        var session = await TenantSession.NewAsync(server);
        var list = (await session.GetAsync(path)).Json;
        Assert.Equal(ids, string.Join(',', list["Resources"]!.AsArray().Select(resource => (string?)resource!["id"])));
        Assert.Equal("""["urn:ietf:params:scim:api:messages:2.0:ListResponse"]""", list["schemas"]!.ToJsonString());
        var count = ids.Split(',').Length;
        Assert.Equal((count, 1, count), ((int)list["totalResults"]!, (int)list["startIndex"]!, (int)list["itemsPerPage"]!));
        var paged = await session.GetAsync(path + "?startIndex=2&count=1&sortBy=id&sortOrder=descending&aadOptscim062020");
        Assert.Equal(list.ToJsonString(), paged.Is(HttpStatusCode.OK).Json.ToJsonString());
    }

    [Fact]
    public async Task Every_discovered_resource_says_what_it_is()
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var (path, type) in new[] { ("/ResourceTypes", "ResourceType"), ("/Schemas", "Schema") })
        {
            Assert.All((await session.GetAsync(path)).Json["Resources"]!.AsArray(), resource =>
            {
                Assert.Equal($"[\"urn:ietf:params:scim:schemas:core:2.0:{type}\"]", resource!["schemas"]!.ToJsonString());
                Assert.Equal(type, (string?)resource["meta"]!["resourceType"]);
            });
        }
    }

    [Fact]
    public async Task Group_type_is_as_RFC_7643_section_6_has_it()
    {
        var session = await TenantSession.NewAsync(server);
        var type = (await session.GetAsync("/ResourceTypes/Group")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("Group", "Group", "/Groups", GroupSchema), ((string?)type["id"], (string?)type["name"], (string?)type["endpoint"], (string?)type["schema"]));
    }

    [Fact]
    public async Task Group_schema_is_as_RFC_7643_section_4_2_has_it()
    {
        var schema = (await (await TenantSession.NewAsync(server)).GetAsync("/Schemas/" + GroupSchema.ToUpperInvariant())).Is(HttpStatusCode.OK).Json;
        var attributes = schema["attributes"]!.AsArray().ToDictionary(attribute => (string)attribute!["name"]!, attribute => attribute!, StringComparer.Ordinal);
        Assert.Equal(["displayName", "members"], attributes.Keys);
        Assert.True((bool?)attributes["displayName"]["required"]);
        var members = attributes["members"];
        Assert.Equal(("complex", true), ((string?)members["type"], (bool?)members["multiValued"]));
        var subs = members["subAttributes"]!.AsArray().ToDictionary(sub => (string)sub!["name"]!, sub => sub!, StringComparer.Ordinal);
        Assert.All((string[])["value", "$ref", "type"], name => Assert.Equal("immutable", (string?)subs[name]["mutability"]));
        Assert.Equal("""["User","Group"]""", subs["$ref"]["referenceTypes"]!.ToJsonString());
        Assert.Equal("""["User","Group"]""", subs["type"]["canonicalValues"]!.ToJsonString());
    }
}
