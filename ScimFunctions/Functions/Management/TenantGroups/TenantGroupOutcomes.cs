using ScimFunctions.Directory.TenantGroups;

namespace ScimFunctions.Functions.Management.TenantGroups;

/// <summary>What an administrator is told of the outcomes of changes.</summary>
internal static class TenantGroupOutcomes
{
    /// <summary>Another tenant group has the path.</summary>
    public static readonly Problem Exists = new(
        StatusCodes.Status409Conflict, "The path is taken",
        "Another group has this path, perhaps in other case, or had it and still answers to it. Choose another path.")
    { Field = "path", Example = "acme-2" };

    private static readonly Problem MovedTooOften = new(
        StatusCodes.Status409Conflict, "The group was renamed too often",
        "The group still answers to as many former paths as it may. Wait until the first of them has run out.")
    { Field = "path" };

    /// <summary>The tenant group as it was saved.</summary>
    /// <param name="outcome">How the change ended.</param>
    /// <param name="ifMatch">The <c>If-Match</c> header that it came with, or null.</param>
    /// <exception cref="ProblemException">It was not saved.</exception>
    public static StoredTenantGroup Saved(this TenantGroupOutcome outcome, string? ifMatch) => outcome switch
    {
        TenantGroupSaved saved => saved.Stored,
        TenantGroupExists => throw Exists.ToException(),
        TenantGroupMissing => throw Problem.NoTenantGroup.ToException(),
        TenantGroupIsDeleted => throw Problem.IsBeingDeleted.ToException(),
        TenantGroupMovedTooOften => throw MovedTooOften.ToException(),
        TenantGroupInvalid invalid => throw Problem.OfField("path", invalid.Problem, "acme.io").ToException(),
        _ => throw (ifMatch is null ? Problem.Contended : Problem.OtherVersion).ToException(),
    };
}
