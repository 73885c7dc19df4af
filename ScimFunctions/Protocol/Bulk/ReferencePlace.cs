using System.Text.Json.Nodes;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>A string in the data of an operation that names a resource.</summary>
/// <param name="Node">The string.</param>
/// <param name="Holder">The object that has the attribute: the data, or an extension in them.</param>
/// <param name="Extension">The name of the extension in the data; null of a core attribute.</param>
/// <param name="Attribute">The name of the attribute in its holder.</param>
/// <param name="Element">The element of the attribute that it is in; null where the attribute is no array.</param>
internal sealed record ReferencePlace(JsonNode Node, JsonObject Holder, string? Extension, string Attribute, JsonNode? Element)
{
    /// <summary>The <c>bulkId</c> that it refers to; null where it names a resource in another way.</summary>
    public string? BulkId => DataTexts.TextOf(Node) is { } text ? BulkReferences.NameIn(text) : null;

    /// <summary>Puts an id in its place.</summary>
    public void Set(string id)
    {
        switch (Node.Parent)
        {
            case JsonObject json:
                json[Node.GetPropertyName()] = JsonValue.Create(id);
                break;
            case JsonArray array:
                array[Node.GetElementIndex()] = JsonValue.Create(id);
                break;
        }
    }
}
