namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>
/// Which new definitions of a schema leave the stored values of the old one good: those with other names of the schema,
/// other descriptions, another <c>required</c>, further attributes and sub-attributes, and more canonical values.
/// </summary>
public static class SchemaChange
{
    /// <summary>What stands against the change, or null.</summary>
    /// <param name="before">The definition by which values were stored.</param>
    /// <param name="after">The one that is to take its place.</param>
    /// <param name="place">How errors name the new definition.</param>
    public static SchemaProblem? Problem(Schema before, Schema after, string place) => before.Id != after.Id
        ? new SchemaProblem($"{place}.id", "The URN is registered in another spelling, which stays as it is.", $"\"{before.Id}\"")
        : Problem(before.Attributes, after.Attributes, $"{place}.attributes");

    private static SchemaProblem? Problem(
        IReadOnlyList<AttributeDefinition> before, IReadOnlyList<AttributeDefinition> after, string place)
    {
        foreach (var old in before)
        {
            if (after.FirstOrDefault(attribute => attribute.Name == old.Name) is not { } now)
            {
                return new SchemaProblem(place, $"The attribute {old.Name} is missing, of which values may be stored.", $"{{\"name\": \"{old.Name}\", …}}");
            }

            if (Characteristic(old, now) is { } characteristic)
            {
                return new SchemaProblem(
                    $"{place}.{old.Name}.{characteristic}",
                    $"The {characteristic} of {old.Name} cannot change, since values may be stored by it.",
                    $"{{\"name\": \"{old.Name}\", … as it was}}");
            }

            if (Problem(old.SubAttributes, now.SubAttributes, $"{place}.{old.Name}.subAttributes") is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Characteristic(AttributeDefinition old, AttributeDefinition now) =>
        old.Type != now.Type ? "type"
        : old.MultiValued != now.MultiValued ? "multiValued"
        : old.CaseExact != now.CaseExact ? "caseExact"
        : old.Mutability != now.Mutability ? "mutability"
        : old.Returned != now.Returned ? "returned"
        : old.Uniqueness != now.Uniqueness ? "uniqueness"
        : !old.ReferenceTypes.ToHashSet(StringComparer.Ordinal).SetEquals(now.ReferenceTypes) ? "referenceTypes"
        : Narrows(old, now) ? "canonicalValues"
        : null;

    private static bool Narrows(AttributeDefinition old, AttributeDefinition now) =>
        now.CanonicalValues.Count > 0
        && (old.CanonicalValues.Count == 0 || old.CanonicalValues.Except(now.CanonicalValues, StringComparer.Ordinal).Any());
}
