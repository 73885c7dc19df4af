using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Protocol.Schemas.Reading;

namespace ScimFunctions.Directory.Extensions;

/// <summary>How a tenant group's extensions go together.</summary>
internal static class RegistrationRules
{
    private const string Place = "schema";

    // Beside those that count: room to rename and try, and a bound on what is kept for ever.
    private const int MostEver = 4 * SchemaLimits.Extensions;

    /// <summary>What stands against a registration, or null.</summary>
    /// <param name="wanted">The registration.</param>
    /// <param name="existing">The one of that URN, perhaps removed, or null.</param>
    /// <param name="others">All others, removed ones too.</param>
    public static SchemaProblem? Problem(SchemaRegistration wanted, SchemaRegistration? existing, IReadOnlyList<SchemaRegistration> others)
    {
        var ofType = others.Where(other => other.ResourceType == wanted.ResourceType).ToList();
        return ChangeProblem(wanted, existing)
            ?? NeighbourProblem(wanted, others)
            ?? CountProblem(ofType.Count(other => !other.Removed), others.Count)
            ?? UniqueProblem(wanted, ofType);
    }

    private static SchemaProblem? ChangeProblem(SchemaRegistration wanted, SchemaRegistration? existing)
    {
        if (existing is null)
        {
            return null;
        }

        if (existing.ResourceType != wanted.ResourceType)
        {
            return new SchemaProblem(
                "resourceType", $"This URN is or was registered for {existing.ResourceType}. Choose another URN for {wanted.ResourceType}.", $"\"{existing.ResourceType}\"");
        }

        return SchemaChange.Problem(existing.Schema, wanted.Schema, Place) is { } problem
            ? problem with { Rule = $"{problem.Rule} Remove this extension and register the new definition under another URN." }
            : null;
    }

    private static SchemaProblem? NeighbourProblem(SchemaRegistration wanted, IReadOnlyList<SchemaRegistration> others) =>
        others.Any(other => SchemaUrn.Continues(wanted.Schema.Id, other.Schema.Id) || SchemaUrn.Continues(other.Schema.Id, wanted.Schema.Id))
            ? new SchemaProblem($"{Place}.id", "One of this URN and that of another extension, perhaps a removed one, continues the other.", $"\"{SchemaUrn.Example}\"")
            : null;

    private static SchemaProblem? CountProblem(int active, int ever) =>
        active >= SchemaLimits.Extensions
            ? new SchemaProblem(Place, $"A resource type has at most {SchemaLimits.Extensions} registered extensions. Remove one first.", "DELETE one of them")
        : ever >= MostEver
            ? new SchemaProblem(Place, $"A group has at most {MostEver} extensions, removed ones included, whose URNs can be used again.", "an URN that was removed")
            : null;

    private static SchemaProblem? UniqueProblem(SchemaRegistration wanted, List<SchemaRegistration> ofType)
    {
        var unique = ofType.Append(wanted).Sum(registration => registration.Schema.Attributes.Count(attribute => attribute.Uniqueness != Uniqueness.None));
        return unique > SchemaLimits.UniqueAttributes
            ? new SchemaProblem(
                $"{Place}.attributes",
                $"The extensions of a resource type, removed ones included, have at most {SchemaLimits.UniqueAttributes} unique attributes together.",
                "\"uniqueness\": \"none\"")
            : null;
    }
}
