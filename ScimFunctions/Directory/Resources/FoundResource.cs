namespace ScimFunctions.Directory.Resources;

/// <summary>A resource with what an answer holds beside the stored document.</summary>
/// <param name="Resource">The resource, with the version that an answer tells.</param>
/// <param name="Relations">The groups of a user or the members of a group; empty where they were not asked for.</param>
public readonly record struct FoundResource(StoredResource Resource, IReadOnlyList<Relation> Relations);

/// <summary>What an answer holds of a user's groups or a group's members.</summary>
public enum WantedRelations
{
    /// <summary>Nothing: they are not read.</summary>
    None,

    /// <summary>Their ids and types.</summary>
    WithoutNames,

    /// <summary>Their names too, which costs a read for each.</summary>
    WithNames,
}
