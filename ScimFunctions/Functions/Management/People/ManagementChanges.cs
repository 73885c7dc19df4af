using ScimFunctions.Directory;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Functions.Requests;

namespace ScimFunctions.Functions.Management.People;

/// <summary>On whose behalf an administrator's changes of users are made.</summary>
public sealed class ManagementChanges(CatalogReader catalogs, TimeProvider time)
{
    /// <summary>The context of a request.</summary>
    public async ValueTask<ChangeContext> OfAsync(ManagementRequest management, CancellationToken cancellation) =>
        new(management.By.Name, management.CorrelationId)
        {
            Catalog = await catalogs.ReadAsync(management.Group, cancellation),
            Client = ClientName.Of(management.Http),
            Deadline = (time.GetUtcNow() + TenantGroupDeletion.LongestRequest).UtcTicks,
        };
}
