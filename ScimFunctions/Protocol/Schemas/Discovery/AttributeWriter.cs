using System.Text.Json;

namespace ScimFunctions.Protocol.Schemas.Discovery;

/// <summary>Writes one attribute's characteristics as RFC 7643 §7 has them: every one that applies, none as null.</summary>
internal static class AttributeWriter
{
    public static void Write(Utf8JsonWriter writer, AttributeDefinition attribute)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, attribute.Name);
        writer.WriteString("type"u8, NameOf(attribute.Type));
        writer.WriteBoolean("multiValued"u8, attribute.MultiValued);
        writer.WriteString("description"u8, attribute.Description);
        writer.WriteBoolean("required"u8, attribute.Required);
        if (attribute.SubAttributes.Count > 0)
        {
            writer.WriteStartArray("subAttributes"u8);
            foreach (var subAttribute in attribute.SubAttributes)
            {
                Write(writer, subAttribute);
            }

            writer.WriteEndArray();
        }

        WriteStrings(writer, "canonicalValues", attribute.CanonicalValues);
        WriteStrings(writer, "referenceTypes", attribute.ReferenceTypes);
        writer.WriteBoolean("caseExact"u8, attribute.CaseExact);
        writer.WriteString("mutability"u8, NameOf(attribute.Mutability));
        writer.WriteString("returned"u8, NameOf(attribute.Returned));
        writer.WriteString("uniqueness"u8, NameOf(attribute.Uniqueness));
        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static string NameOf(AttributeType type) => type switch
    {
        AttributeType.String => "string",
        AttributeType.Boolean => "boolean",
        AttributeType.Decimal => "decimal",
        AttributeType.Integer => "integer",
        AttributeType.DateTime => "dateTime",
        AttributeType.Binary => "binary",
        AttributeType.Reference => "reference",
        AttributeType.Complex => "complex",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such data type."),
    };

    private static string NameOf(Mutability mutability) => mutability switch
    {
        Mutability.ReadWrite => "readWrite",
        Mutability.ReadOnly => "readOnly",
        Mutability.Immutable => "immutable",
        Mutability.WriteOnly => "writeOnly",
        _ => throw new ArgumentOutOfRangeException(nameof(mutability), mutability, "No such mutability."),
    };

    private static string NameOf(Returned returned) => returned switch
    {
        Returned.Default => "default",
        Returned.Always => "always",
        Returned.Never => "never",
        Returned.Request => "request",
        _ => throw new ArgumentOutOfRangeException(nameof(returned), returned, "No such returned characteristic."),
    };

    private static string NameOf(Uniqueness uniqueness) => uniqueness switch
    {
        Uniqueness.None => "none",
        Uniqueness.Server => "server",
        Uniqueness.Global => "global",
        _ => throw new ArgumentOutOfRangeException(nameof(uniqueness), uniqueness, "No such uniqueness."),
    };
}
