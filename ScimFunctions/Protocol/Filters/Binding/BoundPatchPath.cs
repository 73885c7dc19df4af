using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Binding;

/// <summary>The path of a PATCH operation, looked up in a resource type (RFC 7644 §3.5.2).</summary>
/// <param name="Path">The attribute; with its sub-attribute where no filter stands between them.</param>
/// <param name="Filter">Which elements of the multi-valued attribute are meant, for <see cref="Evaluation.FilterEvaluator.MatchesElement(BoundFilter, System.Text.Json.Nodes.JsonNode)"/>; null without brackets.</param>
/// <param name="SubAttribute">The sub-attribute after the brackets; always null without a filter.</param>
public sealed record BoundPatchPath(ResolvedPath Path, BoundFilter? Filter, AttributeDefinition? SubAttribute)
{
    /// <summary>The definition of what is changed in the end; null where the path names a whole extension.</summary>
    public AttributeDefinition? Target => SubAttribute ?? Path.SubAttribute ?? Path.Attribute;
}
