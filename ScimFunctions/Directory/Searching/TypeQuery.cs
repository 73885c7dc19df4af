using ScimFunctions.Directory.Resources;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Searching;

/// <summary>What of one resource type a list is asked for.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Filter">Which of its resources, or null for all.</param>
/// <param name="SortBy">The attribute that orders them; null for the order of ids, or where this type lacks the attribute.</param>
public sealed record TypeQuery(ResourceType Type, BoundFilter? Filter = null, ResolvedPath? SortBy = null)
{
    /// <summary>What is read of a user's groups or a group's members for the answer.</summary>
    public WantedRelations Relations { get; init; }
}
