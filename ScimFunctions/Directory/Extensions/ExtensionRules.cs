using System.Text.Json.Nodes;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Extensions;

/// <summary>What holds of a resource only in view of its earlier version and of other resources.</summary>
internal sealed class ExtensionRules(ITable table)
{
    private readonly ReferenceTargets _targets = new(table);

    /// <summary>Verifies that immutable values stay and that new references lead to a resource of the tenant group. Reads the
    /// store for each new reference, and for nothing else.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="before">The stored version; null where the resource is made. It need not be given where
    /// <see cref="CheckedAttributes.CompareVersions"/> does not hold.</param>
    /// <param name="after">The version that is to be stored.</param>
    /// <param name="type">Their type in the tenant group's catalog.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ScimException">400 <c>mutability</c> or <c>invalidValue</c>, naming the attribute.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public ValueTask VerifyAsync(TenantGroup group, JsonObject? before, JsonObject after, ResourceType type, CancellationToken cancellation)
    {
        if (before is not null)
        {
            ImmutableAttributes.Verify(before, after, type);
        }

        return type.Checked.References.Count == 0 ? default : _targets.VerifyAsync(group, before, after, type, cancellation);
    }
}
