using System.Text.Json.Nodes;

namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>Reads one attribute of a schema definition (RFC 7643 §7) with the defaults of §2.2.</summary>
internal static class AttributeReader
{
    private const string Reference = "$ref";

    private static readonly string[] Known =
    [
        "name", "type", "multiValued", "description", "required", "canonicalValues", "caseExact", "mutability", "returned", "uniqueness",
        "referenceTypes", "subAttributes",
    ];

    /// <summary>Reads an array of attributes, whose names differ by more than case.</summary>
    public static List<AttributeDefinition> ReadAll(DefinitionObject owner, string member, string ownerPlace, int most, string example)
    {
        var attributes = new List<AttributeDefinition>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, node) in (owner.Elements(member, most, example) ?? []).Index())
        {
            var attribute = Read(node, $"{ownerPlace}.{member}[{index}]", isSub: member == "subAttributes");
            attributes.Add(names.Add(attribute.Name)
                ? attribute
                : throw owner.Refuse($"{member}[{index}].name", "Another attribute beside it has this name; names that differ only by case are the same.", "\"badgeNumber\""));
        }

        return attributes;
    }

    private static AttributeDefinition Read(JsonNode? node, string place, bool isSub)
    {
        var json = new DefinitionObject(node, place, Known, """{"name": "badgeNumber", "type": "string", "multiValued": false, "required": false}""");
        var name = ReadName(json, isSub);
        var type = json.Choice("type", SchemaWords.Types, AttributeType.String);
        var mutability = json.Choice("mutability", SchemaWords.Mutabilities, Mutability.ReadWrite);
        var caseExact = json.Flag("caseExact") ?? AlwaysExact(type);
        var attribute = new AttributeDefinition
        {
            Name = name,
            Description = SchemaReader.ReadDescription(json),
            Type = type,
            MultiValued = json.Flag("multiValued") ?? false,
            Required = json.Flag("required") ?? false,
            CaseExact = caseExact,
            Mutability = mutability,
            Returned = json.Choice("returned", SchemaWords.Returneds, mutability == Mutability.WriteOnly ? Returned.Never : Returned.Default),
            Uniqueness = json.Choice("uniqueness", SchemaWords.Uniquenesses, Uniqueness.None),
            CanonicalValues = json.Texts(
                "canonicalValues", SchemaLimits.CanonicalValues, SchemaLimits.CanonicalValueCharacters,
                caseExact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase, "[\"red\", \"green\"]"),
            ReferenceTypes = json.Texts("referenceTypes", 4, SchemaLimits.NameCharacters, StringComparer.Ordinal, "[\"external\"]"),
            SubAttributes = ReadAll(json, "subAttributes", place, SchemaLimits.SubAttributes, """[{"name": "value", "type": "string"}]"""),
            IsRegistered = true,
        };
        AttributeRules.Verify(attribute, json, isSub);
        return attribute;
    }

    /// <summary>References and binaries compare with case (RFC 7643 §2.3.6 and §2.3.7).</summary>
    public static bool AlwaysExact(AttributeType type) => type is AttributeType.Reference or AttributeType.Binary;

    private static string ReadName(DefinitionObject json, bool isSub)
    {
        var name = json.Text("name", SchemaLimits.NameCharacters, "\"badgeNumber\"") ?? "";
        return IsName(name) || (isSub && name == Reference)
            ? name
            : throw json.Refuse(
                "name", "A name begins with a letter and goes on with letters, digits, hyphens and underscores; only the sub-attribute $ref has a dollar.", "\"badgeNumber\"");
    }

    // RFC 7643 §2.1: ALPHA *(nameChar).
    private static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
