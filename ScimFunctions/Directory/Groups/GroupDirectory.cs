using System.Text.Json.Nodes;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Patching;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>Creates, reads, changes and deletes SCIM groups with their members.</summary>
/// <remarks>All methods throw <see cref="ScimException"/> for what the client is told, and
/// <see cref="StorageException"/> where the store fails.</remarks>
public sealed class GroupDirectory(ITable table, Journal journal, TimeProvider time)
{
    /// <summary>Makes a group with its members.</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="content">A canonical resource without id and meta, with <c>members</c>.</param>
    /// <param name="context">On whose behalf, and by which schemas.</param>
    /// <param name="cancellation">Heeded until the change is on its way.</param>
    /// <exception cref="ScimException">400 for a member that there is not, 409 <c>uniqueness</c>, 413.</exception>
    public Task<StoredGroup> CreateAsync(TenantGroup group, JsonObject content, ChangeContext context, CancellationToken cancellation) =>
        throw new NotSupportedException((table, journal, time) is { } ? "" : null);

    /// <summary>The group with that id, without its members.</summary>
    /// <exception cref="ScimException">404.</exception>
    public ValueTask<StoredGroup> GetAsync(TenantGroup group, string id, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>Puts canonical content, members included, in the place of a group's (RFC 7644 §3.5.1).</summary>
    /// <exception cref="ScimException">400, 404, 409, 412, 413; 503 where other processes kept changing the group.</exception>
    public Task<StoredGroup> ReplaceAsync(
        TenantGroup group, string id, JsonObject content, string? ifMatch, ChangeContext context, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Changes a group (RFC 7644 §3.5.2), all operations or none. One that changes nothing leaves version and
    /// lastModified alone.</summary>
    /// <exception cref="ScimException">400, 404, 409, 412, 413; 503 where other processes kept changing the group.</exception>
    public Task<StoredGroup> PatchAsync(
        TenantGroup group, string id, PatchRequest patch, string? ifMatch, ChangeContext context, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Deletes a group; its members stay.</summary>
    /// <exception cref="ScimException">404, 412; 503 where other processes kept changing the group.</exception>
    public Task DeleteAsync(TenantGroup group, string id, string? ifMatch, ChangeContext context, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
