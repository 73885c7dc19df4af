using System.Text.Json.Nodes;
using CsCheck;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Protocol.Resources;

namespace ScimFunctions.Tests.Protocol.Patching;

/// <summary>JSON objects of any shape, made of names and values that mean something to SCIM and some that should not.</summary>
internal static class ArbitraryJson
{
    private static readonly Gen<string> Names = Gen.OneOf(
        "schemas", "Operations", "op", "path", "value", "id", "externalId", "userName", "displayName", "active", "name", "givenName", "name.givenName",
        "emails", "type", "primary", "$ref", "roles", "addresses", "country", "groups", "meta", "x509Certificates", "manager", "password", "DISPLAYNAME",
        "emails[type eq \\\"work\\\"].value", "emails[", "", "\\ud800", SchemaUris.EnterpriseUser, $"{SchemaUris.EnterpriseUser}:manager", SchemaUris.User);

    private static readonly Gen<string> Scalars = Gen.OneOf(
        "null", "true", "false", "\"True\"", "0", "-1.5e3", "1e999", "\"\"", "\"work\"", "\"home\"", "\"a@b.example\"", "\"\\ud800\"", "\"\\u0000\"", "\"add\"", "[]", "{}");

    private static readonly string[] Paths =
    [
        "userName", "displayName", "active", "name", "name.givenName", "emails", "emails.value", "emails.type", "emails[type eq \\\"work\\\"]",
        "emails[type eq \\\"work\\\"].value", "emails[type eq \\\"other\\\"].primary", "emails[not (primary eq true)].display", "roles", "roles[value sw \\\"a\\\"]",
        "addresses[type eq \\\"work\\\"].country", "manager", $"{SchemaUris.EnterpriseUser}:department", SchemaUris.EnterpriseUser, "externalId", "password",
    ];

    /// <summary>The text of an object.</summary>
    public static Gen<string> Text { get; } = ObjectOf(Value(3));

    /// <summary>The text of an operation on one of the paths.</summary>
    public static Gen<string> Operation(string op) =>
        Gen.Select(Gen.OneOf(Paths), Value(2)).Select((path, value) => $$"""{"op":"{{op}}","path":"{{path}}","value":{{value}}}""");

    public static JsonObject Resource()
    {
        var resource = JsonCases.Object($$$"""
            {"id":"1","externalId":"e","userName":"b","displayName":"B","active":true,"name":{"familyName":"J"},
             "emails":[{"value":"a@b.example","type":"work","primary":true},{"value":"c@d.example","type":"home"}],"roles":[{"value":"a"}],
             "addresses":[{"country":"NO","type":"work"}],"{{{SchemaUris.EnterpriseUser}}}":{"department":"D","manager":{"value":"2"} } }
            """);
        CanonicalResource.Arrange(resource, ResourceTypes.User);
        return resource;
    }

    internal static Gen<string> Value(int depth) => depth == 0
        ? Scalars
        : Gen.Frequency((3, Scalars), (2, ObjectOf(Value(depth - 1))), (2, Value(depth - 1).Array[0, 4].Select(values => $"[{string.Join(',', values)}]")));

    private static Gen<string> ObjectOf(Gen<string> values) =>
        Gen.Select(Names, values, (name, value) => $"\"{name}\":{value}").Array[1, 5].Select(members => $"{{{string.Join(',', members)}}}");
}
