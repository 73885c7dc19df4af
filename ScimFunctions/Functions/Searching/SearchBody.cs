using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Functions.Searching;

/// <summary>Reads the body of a search (RFC 7644 §3.4.3); members that it does not know are ignored.</summary>
internal static class SearchBody
{
    /// <summary>What the body asks for.</summary>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c> without the message's schema, <c>invalidValue</c> for a member
    /// of another type, naming it.</exception>
    public static ListRequest Read(JsonObject body)
    {
        var members = JsonMembers.Of(body, "the body");
        SchemasAttribute.Require(members, MessageSchemas.SearchRequest);
        return new ListRequest
        {
            Filter = Text("filter"),
            SortBy = Text("sortBy"),
            SortOrder = Text("sortOrder"),
            StartIndex = Number("startIndex"),
            Count = Number("count"),
            Cursor = Text("cursor"),
            Attributes = Names("attributes"),
            ExcludedAttributes = Names("excludedAttributes"),
        };

        string? Text(string name) => members.GetValueOrDefault(name) switch
        {
            null => null,
            var value when JsonText.IsString(value) => JsonText.Read(value, name),
            _ => throw Wrong(name, "a string"),
        };

        int? Number(string name) => members.GetValueOrDefault(name) switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number && BoundedInteger.TryParse(value.ToJsonString(), out var number) => number,
            _ => throw Wrong(name, "an integer"),
        };

        string? Names(string name) => members.GetValueOrDefault(name) switch
        {
            null => null,
            JsonArray names => string.Join(',', names.Select(element =>
                JsonText.IsString(element) ? JsonText.Read(element!, name) : throw Wrong(name, "an array of strings"))),
            _ => throw Wrong(name, "an array of strings"),
        };
    }

    private static ScimException Wrong(string name, string expected) => new(ScimError.InvalidValue($"{name} must be {expected}."));
}
