using System.Text.Json.Nodes;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Directory.Identities;

/// <summary>
/// Changes identities. An identity is what its user's document says, so a change of it is one of the user: in one batch,
/// with a new version and a journal entry.
/// </summary>
/// <remarks>All methods throw <see cref="ScimException"/> for what is told, and <see cref="Storage.StorageException"/> where the store fails.</remarks>
public sealed class IdentityDirectory(IdentityReader reader, UserDirectory users)
{
    private static readonly ScimError NoSuchIdentity = ScimError.NotFound("No identity of this group has this extern_uid.");

    /// <summary>The identity of an extern_uid.</summary>
    /// <exception cref="ScimException">404.</exception>
    public async Task<Identity> GetAsync(TenantGroup group, string externUid, CancellationToken cancellation) =>
        await reader.FindAsync(group, externUid, cancellation) ?? throw new ScimException(NoSuchIdentity);

    /// <summary>Changes the extern_uid, or whether the identity and with it the user is active.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="externUid">The extern_uid that it has.</param>
    /// <param name="newUid">The one that it gets; null for the same.</param>
    /// <param name="active">Whether it is to be active; null for as it is.</param>
    /// <param name="ifMatch">The client's <c>If-Match</c>, or null.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="cancellation">Heeded until the change is on its way.</param>
    /// <exception cref="ScimException">404, 412; 409 where another user has the extern_uid or this is the last owner.</exception>
    public async Task<Identity> ChangeAsync(
        TenantGroup group, string externUid, string? newUid, bool? active, string? ifMatch, ChangeContext context, CancellationToken cancellation)
    {
        var user = await ChangeUserAsync(group, externUid, Change, ifMatch, context, cancellation);
        return new Identity(newUid ?? externUid, user.Id, user.UserName!, user.Active, user.Role, user.Version);

        void Change(JsonObject resource)
        {
            resource["externalId"] = newUid ?? externUid;
            resource["active"] = active ?? UserResource.IsActive(resource);
        }
    }

    /// <summary>Deletes the link. The user stays as it is, without <c>externalId</c>.</summary>
    /// <exception cref="ScimException">404, 412.</exception>
    public Task DeleteAsync(TenantGroup group, string externUid, string? ifMatch, ChangeContext context, CancellationToken cancellation) =>
        ChangeUserAsync(group, externUid, static resource => resource.Remove("externalId"), ifMatch, context, cancellation);

    private async Task<StoredUser> ChangeUserAsync(
        TenantGroup group, string externUid, Action<JsonObject> change, string? ifMatch, ChangeContext context, CancellationToken cancellation)
    {
        var id = await reader.UserAsync(group, externUid, cancellation) ?? throw new ScimException(NoSuchIdentity);
        return await users.PatchAsync(group, id, Apply, ifMatch, context, cancellation);

        // Read again with the user, since another may have changed it meanwhile.
        JsonObject Apply(JsonObject resource)
        {
            if (resource["externalId"]?.GetValue<string>() != externUid)
            {
                throw new ScimException(NoSuchIdentity);
            }

            change(resource);
            return resource;
        }
    }
}
