using System.Security.Cryptography;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas.Reading;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Extensions;

/// <summary>
/// Registers and removes schema extensions. A change writes a new version of the catalog in a row of its own, then
/// replaces the tenant group's row, which names the version that counts, if it is unchanged: that is the commit.
/// Every method throws <see cref="StorageException"/> where the store fails.
/// </summary>
public sealed class ExtensionRegistry(ITable table, TenantGroupRegistry groups, CatalogReader catalogs, TimeProvider time)
{
    // Processes keep a tenant group for a minute, and a change takes seconds.
    private static readonly TimeSpan OldEnough = TimeSpan.FromHours(1);

    /// <summary>Registers an extension, or defines one anew: <see cref="ExtensionRegistered"/>,
    /// <see cref="ExtensionConflict"/>, <see cref="ExtensionMissing"/> or <see cref="ExtensionContended"/>.</summary>
    /// <param name="groupPath">The path of the tenant group.</param>
    /// <param name="wanted">The extension.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ExtensionOutcome> RegisterAsync(string groupPath, SchemaRegistration wanted, CancellationToken cancellation) =>
        ChangeAsync(groupPath, registrations =>
        {
            var at = IndexOf(registrations, wanted.Schema.Id);
            var existing = at < 0 ? null : registrations[at];
            List<SchemaRegistration> others = [.. registrations.Where(registration => registration != existing)];
            if (RegistrationRules.Problem(wanted, existing, others) is { } problem)
            {
                return (null, new ExtensionConflict(problem));
            }

            // Its place is kept, so that documents go on being written in the same order.
            others.Insert(existing is null ? others.Count : at, wanted);
            return (others, new ExtensionRegistered(wanted, existing is null or { Removed: true }));
        }, cancellation);

    /// <summary>Removes an extension: <see cref="ExtensionRemoved"/>, <see cref="ExtensionMissing"/> or
    /// <see cref="ExtensionContended"/>.</summary>
    /// <param name="groupPath">The path of the tenant group.</param>
    /// <param name="urn">The URN of its schema, in any case.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ExtensionOutcome> RemoveAsync(string groupPath, string urn, CancellationToken cancellation)
    {
        var tried = false;
        return ChangeAsync(groupPath, registrations =>
        {
            var at = IndexOf(registrations, urn);
            if (at < 0 || registrations[at].Removed)
            {
                // Gone after an attempt of ours means that another removed it at the same time: it is done.
                return (null, tried && at >= 0 ? new ExtensionRemoved() : new ExtensionMissing());
            }

            tried = true;
            List<SchemaRegistration> left = [.. registrations];
            left[at] = left[at] with { Removed = true };
            return (left, new ExtensionRemoved());
        }, cancellation);
    }

    /// <summary>The extension of that URN, in any case, that a tenant group has; null without one.</summary>
    public static SchemaRegistration? Find(IReadOnlyList<SchemaRegistration> registrations, string urn) =>
        IndexOf(registrations, urn) is >= 0 and var at && !registrations[at].Removed ? registrations[at] : null;

    private static int IndexOf(IReadOnlyList<SchemaRegistration> registrations, string urn)
    {
        for (var index = 0; index < registrations.Count; index++)
        {
            if (registrations[index].Schema.Id.Equals(urn, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }

    private async Task<ExtensionOutcome> ChangeAsync(
        string groupPath,
        Func<IReadOnlyList<SchemaRegistration>, (IReadOnlyList<SchemaRegistration>? Changed, ExtensionOutcome Outcome)> decide,
        CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < RetryDelay.Attempts; attempt++)
        {
            if (await groups.FindAsync(groupPath, cancellation) is not { Group.Deleting: null } stored)
            {
                return new ExtensionMissing();
            }

            var registrations = await catalogs.RegistrationsAsync(stored.Group, cancellation);
            var (changed, outcome) = decide(registrations);
            if (changed is null)
            {
                return outcome;
            }

            var document = CatalogDocument.Write(changed);
            if (document.Span.SequenceEqual(CatalogDocument.Write(registrations).Span))
            {
                return outcome;
            }

            if (document.Length > CatalogDocument.Largest)
            {
                return new ExtensionConflict(new SchemaProblem(
                    "schema", $"The extensions of a group, removed ones included, have at most {CatalogDocument.Largest / 1024} KiB together.", "fewer attributes, shorter descriptions"));
            }

            if (await CommitAsync(stored, document, cancellation))
            {
                return outcome;
            }

            await RetryDelay.WaitAsync(attempt, time, cancellation);
        }

        return new ExtensionContended();
    }

    private async Task<bool> CommitAsync(StoredTenantGroup stored, ReadOnlyMemory<byte> document, CancellationToken cancellation)
    {
        var version = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var since = Columns.Of(new Column(ColumnNames.Since, time.GetUtcNow().ToUnixTimeMilliseconds()));
        if (!await PartitionFence.PutAsync(table, stored.Group.Id, new InsertRow(RowKeys.Catalog(version), since, document), cancellation)
            || await groups.ReplaceAsync(stored.Group with { SchemasVersion = version }, stored.ETag, cancellation) is not TenantGroupSaved)
        {
            return false;
        }

        await RemoveOldAsync(stored.Group, version, cancellation);
        return true;
    }

    // All but the version that counts and the one before it, which processes go on reading for a minute.
    private async Task RemoveOldAsync(TenantGroup before, string version, CancellationToken cancellation)
    {
        try
        {
            var oldest = time.GetUtcNow().Subtract(OldEnough).ToUnixTimeMilliseconds();
            var page = await table.ReadAsync(before.Id, RowRange.Prefix(RowKeys.Catalogs, 20), cancellation);
            RowChange[] old =
            [
                .. from row in page.Rows
                   where row.Key != RowKeys.Catalog(version) && row.Key != RowKeys.Catalog(before.SchemasVersion ?? "")
                   where row.Columns.GetInt64(ColumnNames.Since) < oldest
                   select new DeleteRow(row.Key),
            ];
            if (old.Length > 0)
            {
                await table.CommitAsync(before.Id, old, cancellation);
            }
        }
        catch (StorageException)
        {
            // The change is made. What could not be removed now is removed after the next.
        }
    }
}
