namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>Which characteristics of an attribute go together.</summary>
internal static class AttributeRules
{
    private static readonly string[] ReferenceTypes = ["User", "Group", "external", "uri"];

    /// <exception cref="InvalidSchemaException">Two do not.</exception>
    public static void Verify(AttributeDefinition attribute, DefinitionObject json, bool isSub)
    {
        VerifyType(attribute, json, isSub);
        VerifyValues(attribute, json);
        VerifyMutability(attribute, json);
        VerifyUniqueness(attribute, json, isSub);
    }

    private static void VerifyType(AttributeDefinition attribute, DefinitionObject json, bool isSub)
    {
        var isComplex = attribute.Type == AttributeType.Complex;
        if (isComplex && isSub)
        {
            throw json.Refuse("type", "A sub-attribute is not complex itself (RFC 7643 section 2.3.8).", "\"string\"");
        }

        if (isComplex && attribute.SubAttributes.Count == 0)
        {
            throw json.Refuse("subAttributes", "A complex attribute has at least one sub-attribute.", """[{"name": "value", "type": "string"}]""");
        }

        if (!isComplex && attribute.SubAttributes.Count > 0)
        {
            throw json.Refuse("subAttributes", "Only a complex attribute has sub-attributes.", "\"type\": \"complex\"");
        }

        if (attribute.Name is "$ref" && attribute.Type != AttributeType.Reference)
        {
            throw json.Refuse("type", "$ref is a reference.", "\"reference\"");
        }
    }

    private static void VerifyValues(AttributeDefinition attribute, DefinitionObject json)
    {
        if (attribute.CanonicalValues.Count > 0 && attribute.Type != AttributeType.String)
        {
            throw json.Refuse("canonicalValues", "Only strings have canonical values.", "\"type\": \"string\"");
        }

        if (attribute.CanonicalValues.Any(string.IsNullOrWhiteSpace))
        {
            throw json.Refuse("canonicalValues", "A canonical value is not empty.", "[\"red\", \"green\"]");
        }

        if (attribute.ReferenceTypes.Count > 0 && attribute.Type != AttributeType.Reference)
        {
            throw json.Refuse("referenceTypes", "Only references have reference types.", "\"type\": \"reference\"");
        }

        if (attribute.ReferenceTypes.Except(ReferenceTypes, StringComparer.Ordinal).Any())
        {
            throw json.Refuse("referenceTypes", $"A reference type is one of {string.Join(", ", ReferenceTypes)}.", "[\"external\"]");
        }

        if (!attribute.CaseExact && AttributeReader.AlwaysExact(attribute.Type))
        {
            throw json.Refuse("caseExact", "References and binaries compare with case (RFC 7643 section 2.3).", "true");
        }
    }

    private static void VerifyMutability(AttributeDefinition attribute, DefinitionObject json)
    {
        if (attribute is { Required: true, Mutability: Mutability.ReadOnly })
        {
            throw json.Refuse("required", "A client cannot send what is readOnly, so it is not required.", "false");
        }

        if (attribute is { Required: true, Mutability: Mutability.WriteOnly })
        {
            throw json.Refuse("required", "A writeOnly value is not kept, so whether a resource has one cannot be checked.", "false");
        }

        if (attribute is { Mutability: Mutability.WriteOnly, Returned: not Returned.Never })
        {
            throw json.Refuse("returned", "What is writeOnly is never returned.", "\"never\"");
        }
    }

    private static void VerifyUniqueness(AttributeDefinition attribute, DefinitionObject json, bool isSub)
    {
        if (attribute.Uniqueness == Uniqueness.None)
        {
            return;
        }

        if (isSub || attribute.MultiValued || attribute.Type is not (AttributeType.String or AttributeType.Reference or AttributeType.Integer))
        {
            throw json.Refuse("uniqueness", "Only an attribute of the schema itself with one string, reference or integer is unique.", "\"none\"");
        }

        if (attribute.Mutability is Mutability.ReadOnly or Mutability.WriteOnly)
        {
            throw json.Refuse("uniqueness", "Only values that clients set and the server keeps are unique: mutability is readWrite or immutable.", "\"none\"");
        }
    }
}
