using CsCheck;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Tests.Protocol.Schemas.Reading;

/// <summary>Schemas that keep every rule.</summary>
internal static class ArbitrarySchema
{
    private static readonly Gen<string> Text =
        CsCheck.Gen.OneOf("a", "é", "\"", "\\", "\u2028", "<", "😀", " ").Array[0, 12].Select(string.Concat);

    private static readonly Gen<AttributeType> SimpleType = CsCheck.Gen.Enum<AttributeType>().Where(type => type != AttributeType.Complex);

    public static Gen<Schema> Gen { get; } = CsCheck.Gen.Select(
        CsCheck.Gen.Int[0, 99], Text, Attributes(Attribute(isSub: false), 6),
        (number, description, attributes) => new Schema($"urn:example:s{number}:2.0:User", $"Schema {number}", description, attributes));

    private static Gen<AttributeDefinition[]> Attributes(Gen<AttributeDefinition> attribute, int most) =>
        attribute.Array[1, most].Select(all => all.DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase).ToArray());

    private static Gen<AttributeDefinition> Attribute(bool isSub) => CsCheck.Gen.Select(
        CsCheck.Gen.Int[0, 50], Text, isSub ? SimpleType : CsCheck.Gen.Enum<AttributeType>(), CsCheck.Gen.Bool.Array[5],
        CsCheck.Gen.Enum<Mutability>(), CsCheck.Gen.Enum<Returned>(), CsCheck.Gen.Enum<Uniqueness>(),
        (number, description, type, flags, mutability, returned, uniqueness) => (number, description, type, flags, mutability, returned, uniqueness))
        .SelectMany(one => (one.type == AttributeType.Complex ? Attributes(Attribute(isSub: true), 4) : CsCheck.Gen.Const(Array.Empty<AttributeDefinition>())).Select(sub =>
            new AttributeDefinition
            {
                Name = isSub && one.number == 0 && one.type == AttributeType.Reference ? "$ref" : $"a-{one.number}_b",
                Description = one.description,
                Type = one.type,
                MultiValued = one.flags[0],
                Required = one.flags[1] && IsKept(one.mutability),
                CaseExact = one.flags[2] || one.type is AttributeType.Reference or AttributeType.Binary,
                Mutability = one.mutability,
                Returned = one.mutability == Mutability.WriteOnly ? Returned.Never : one.returned,
                Uniqueness = !isSub && !one.flags[0] && IsKept(one.mutability) && HasKey(one.type) ? one.uniqueness : Uniqueness.None,
                CanonicalValues = one.type == AttributeType.String && one.flags[3] ? ["red", "é\"", "x y"] : [],
                ReferenceTypes = one.type == AttributeType.Reference && one.flags[4] ? ["User", "external"] : [],
                SubAttributes = sub,
                IsRegistered = true,
            }));

    private static bool IsKept(Mutability mutability) => mutability is Mutability.ReadWrite or Mutability.Immutable;

    private static bool HasKey(AttributeType type) => type is AttributeType.String or AttributeType.Reference or AttributeType.Integer;
}
