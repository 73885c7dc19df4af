using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Parsing;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Resources;

/// <summary>Checks one simple value against its data type (RFC 7643 §2.3) and gives a node of its own.</summary>
internal static class SimpleValueReader
{
    public static JsonNode Read(AttributeDefinition attribute, JsonNode value, string path) => attribute.Type switch
    {
        AttributeType.Boolean => ReadBoolean(value, path),
        AttributeType.Integer => ReadInteger(value, path),
        AttributeType.Decimal => ReadDecimal(value, path),
        AttributeType.DateTime => ReadText(attribute, value, path, "a date and time such as 2026-01-31T08:30:00Z", IsDateTime),
        AttributeType.Binary => ReadText(attribute, value, path, "a string in base64", IsBase64),
        AttributeType.Reference => ReadText(attribute, value, path, "a URI that leads to a resource, neither javascript: nor data:", UriText.IsHarmlessReference),
        _ when attribute is { IsRegistered: true, CanonicalValues.Count: > 0 } => ReadCanonical(attribute, value, path),
        _ => ReadText(attribute, value, path, "a string", static _ => true),
    };

    private static JsonValue ReadBoolean(JsonNode value, string path) => value.GetValueKind() switch
    {
        JsonValueKind.True => JsonValue.Create(true),
        JsonValueKind.False => JsonValue.Create(false),
        _ => throw TypeError.Of(path, "a boolean (true or false)", value),
    };

    private static JsonValue ReadInteger(JsonNode value, string path) =>
        value.GetValueKind() == JsonValueKind.Number
        && long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : throw TypeError.Of(path, "a whole number of at most 64 bits", value);

    private static JsonValue ReadDecimal(JsonNode value, string path) =>
        value.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : throw TypeError.Of(path, "a number of at most 28 digits", value);

    private static JsonValue ReadText(AttributeDefinition attribute, JsonNode value, string path, string expected, Func<string, bool> accepts)
    {
        if (!JsonText.IsString(value))
        {
            throw TypeError.Of(path, expected, value);
        }

        var text = JsonText.Read(value, path);
        var most = ResourceLimits.CharactersOf(attribute);
        if (text.Length > most)
        {
            throw new ScimException(ScimError.InvalidValue(
                $"{path} has {text.Length} characters; at most {most} are allowed. Map a shorter value to {path} in the identity provider's attribute mapping."));
        }

        return accepts(text)
            ? JsonValue.Create(text)
            : throw new ScimException(ScimError.InvalidValue($"{path} must be {expected}. {TypeError.Remedy(path)}"));
    }

    private static bool IsDateTime(string text) => XsdDateTime.TryParse(text, out _);

    private static bool IsBase64(string text) => Base64.IsValid(text) || Base64Url.IsValid(text);

    private static JsonValue ReadCanonical(AttributeDefinition attribute, JsonNode value, string path) =>
        ReadText(attribute, value, path, $"one of {string.Join(", ", attribute.CanonicalValues)}", text => attribute.CanonicalValues.Contains(
            text, attribute.CaseExact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase));
}
