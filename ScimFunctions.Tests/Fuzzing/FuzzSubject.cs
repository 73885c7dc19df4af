using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Protocol.Filters;

namespace ScimFunctions.Tests.Fuzzing;

/// <summary>A resource type and some of its resources, from bare to large.</summary>
internal sealed class FuzzSubject
{
    private FuzzSubject(ResourceType type, params IEnumerable<string> bodies)
    {
        Type = type;
        Nodes = [.. bodies.Select(body => Canonical(type, body))];
        Elements = [.. Nodes.Select(node => JsonElement.Parse(node.ToJsonString()))];
        Paths = [.. AllPaths(type)];
    }

    /// <summary>Users, SCIM groups, and a type with attributes of every data type.</summary>
    public static FuzzSubject[] All { get; } =
    [
        new(ResourceTypes.User, User(""), User(Rich), User(Many)),
        new(ResourceTypes.Group, Group(""), Group(Members(3)), Group(Members(40))),
        new(PersonType.Person, User(""), User(Odd)),
    ];

    public ResourceType Type { get; }

    public JsonObject[] Nodes { get; }

    /// <summary>The same resources, as documents.</summary>
    public JsonElement[] Elements { get; }

    /// <summary>Every attribute and sub-attribute, with and without the URN of its schema.</summary>
    public (string Text, AttributeDefinition Attribute)[] Paths { get; }

    private static string Rich => $$$"""
        ,"externalId":"e-1","name":{"familyName":"Jensen","givenName":"Bärbel"},"displayName":"B 😀","active":true,"profileUrl":"https://x.example/b",
        "emails":[{"value":"a@b.example","type":"work","primary":true},{"value":"c@d.example","type":"home"}],"roles":[{"value":"a"},{"value":"b","display":"B"}],
        "addresses":[{"country":"NO","locality":"Oslo","type":"work"},{"formatted":"x\ny"}],"x509Certificates":[{"value":"MIIDQzCC"}],
        "{{{SchemaUris.EnterpriseUser}}}":{"employeeNumber":"7","department":"D","manager":{"value":"2"} }
        """;

    private static string Many =>
        ",\"roles\":[" + string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""{"value":"role-{{i}}","type":"t{{i % 3}}","display":"{{new string('x', i)}}"}""")) + "]";

    private static string Odd => """
        ,"nickName":"Babs","active":false,"tags":["red","Grün"],"emails":[{"value":"a@b.example","type":"work"}],"ims":[{"value":"i","primary":true}],
        "members":[{"value":"A1","display":"one"}],"x509Certificates":[{"value":"MIIDQzCC"}],"secrets":[{"value":"s","type":"pin"}],
        "urn:acme.io:scim:2.0:Badge.v1":{"department":"Gates","floor":3,"score":2.50,"issued":"2024-02-29T12:00:00+02:00"}
        """;

    private static string User(string more) => $$"""{"schemas":["{{SchemaUris.User}}"],"userName":"bjensen"{{more}}}""";

    private static string Group(string more) => $$"""{"schemas":["{{SchemaUris.Group}}"],"displayName":"Guides"{{more}}}""";

    private static string Members(int count) =>
        ",\"members\":[" + string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"value":"m{{i}}","type":"{{(i % 2 == 0 ? "User" : "Group")}}"}""")) + "]";

    private static JsonObject Canonical(ResourceType type, string body)
    {
        var resource = ResourceReader.Read(JsonNode.Parse(body)!.AsObject(), type);
        resource["id"] = "2819c223";
        CanonicalResource.Arrange(resource, type);
        return resource;
    }

    private static IEnumerable<(string, AttributeDefinition)> AllPaths(ResourceType type)
    {
        var schemas = type.Extensions.Select(extension => (extension.Schema.Id + ":", extension.Schema.Attributes))
            .Prepend((type.Schema.Id + ":", type.Schema.Attributes))
            .Prepend(("", [.. CommonAttributes.All, .. type.Schema.Attributes]));
        foreach (var (prefix, attributes) in schemas)
        {
            foreach (var attribute in attributes)
            {
                yield return (prefix + attribute.Name, attribute);
                foreach (var sub in attribute.SubAttributes)
                {
                    yield return ($"{prefix}{attribute.Name}.{sub.Name}", sub);
                }
            }
        }
    }
}
