using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Functions.Operations;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;

namespace ScimFunctions.Functions.Bulk;

/// <summary>Carries out the operations of one bulk request, and keeps the ids of the resources that it makes.</summary>
internal sealed class BulkOperationRunner(
    ResourceOperations operations, ResourceAnswer answer, ScimRequest scim, TimeProvider time, CancellationToken cancellation)
{
    // What is half done is seen to its end through some seconds of trouble with the store.
    private const int MostAttempts = 7;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, JsonObject> _takenOut = new();

    /// <summary>Carries out an operation, without what has to wait.</summary>
    /// <exception cref="ScimException">What the client is told of it.</exception>
    public Task<BulkResult> RunAsync(BulkStep step)
    {
        var operation = step.Operation;
        if (operation.Problem is not null)
        {
            throw new ScimException(operation.Problem);
        }

        Resolve(operation, step.Deferred);
        CheckSize(operation);
        return operation.Method switch
        {
            BulkMethod.Post => CreateAsync(operation, step.Deferred),
            BulkMethod.Put => ChangeAsync(operation, operations.ReplaceAsync),
            BulkMethod.Patch => ChangeAsync(operation, operations.PatchAsync),
            _ => DeleteAsync(operation),
        };
    }

    /// <summary>Adds to a resource what had to wait. Where that fails, the resource is taken back, since its POST has failed.</summary>
    /// <exception cref="ScimException">What the client is told of the operation.</exception>
    public async Task<BulkResult> CompleteAsync(BulkStep step, BulkResult made)
    {
        var operation = step.Operation;
        var target = scim.Target(operation.Type!);
        var id = _ids[operation.BulkId!];
        try
        {
            RequireMade(step.Deferred);
            var taken = _takenOut[operation.Index];
            BulkReferences.Resolve(taken, target.Type, _ids);
            var patch = BulkDeferral.ToPatch(taken);
            var completed = await InsistAsync(() => operations.PatchAsync(target, id, patch, null, CancellationToken.None));
            return made with { Version = (await answer.VersionedAsync(completed, scim, cancellation)).Version };
        }
        catch (Exception exception) when (exception is ScimException or StorageException)
        {
            _ids.TryRemove(operation.BulkId!, out _);
            await InsistAsync(async () =>
            {
                await operations.DeleteAsync(target, id, null, CancellationToken.None);
                return true;
            });
            throw;
        }
    }

    /// <summary>The URL of an operation's resource as far as it is known; null for a POST.</summary>
    public string? LocationOf(BulkOperation operation)
    {
        var id = operation.IdReference is { } name ? _ids.GetValueOrDefault(name) : operation.Id;
        return operation.Type is { } type && id is not null ? scim.UrlOf(type, Uri.EscapeDataString(id)) : null;
    }

    private void Resolve(BulkOperation operation, IReadOnlySet<string> deferred)
    {
        var names = BulkReferences.NamesIn(operation).Append(operation.IdReference).OfType<string>();
        RequireMade(names.Where(name => !deferred.Contains(name)));
        BulkReferences.Resolve(operation, _ids);
    }

    private void RequireMade(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !_ids.ContainsKey(name)) is { } missing)
        {
            throw new ScimException(BulkErrors.NotMade(missing));
        }
    }

    private async Task<BulkResult> CreateAsync(BulkOperation operation, IReadOnlySet<string> deferred)
    {
        var type = operation.Type!;
        if (deferred.Count > 0 && !_takenOut.ContainsKey(operation.Index))
        {
            var whole = (JsonObject)operation.Data!.DeepClone();
            _takenOut[operation.Index] = BulkDeferral.TakeOut(operation.Data, type, deferred);
            BulkDeferral.Verify(whole, operation.Data, type, deferred);
        }

        var made = await operations.CreateAsync(scim.Target(type), operation.Data!, cancellation);
        _ids[operation.BulkId!] = made.Id;
        return await ChangedAsync(operation, StatusCodes.Status201Created, made);
    }

    private async Task<BulkResult> ChangeAsync(
        BulkOperation operation, Func<ResourceTarget, string, JsonObject, Precondition, CancellationToken, Task<StoredResource>> change)
    {
        var changed = await change(scim.Target(operation.Type!), IdOf(operation), operation.Data!, operation.Version, cancellation);
        return await ChangedAsync(operation, StatusCodes.Status200OK, changed);
    }

    private async Task<BulkResult> DeleteAsync(BulkOperation operation)
    {
        await operations.DeleteAsync(scim.Target(operation.Type!), IdOf(operation), operation.Version, cancellation);
        return new BulkResult(operation, StatusCodes.Status204NoContent) { Location = LocationOf(operation) };
    }

    private async ValueTask<BulkResult> ChangedAsync(BulkOperation operation, int status, StoredResource resource) => new(operation, status)
    {
        Location = scim.UrlOf(resource),
        Version = (await answer.VersionedAsync(resource, scim, cancellation)).Version,
    };

    private async Task<T> InsistAsync<T>(Func<Task<T>> change)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await change();
            }
            catch (StorageException) when (attempt + 1 < MostAttempts)
            {
                await Task.Delay(FirstDelay * (1 << attempt), time, CancellationToken.None);
            }
        }
    }

    private string IdOf(BulkOperation operation) => operation.Id ?? _ids[operation.IdReference!];

    // A resource may not be larger here than in a request of its own.
    private static void CheckSize(BulkOperation operation)
    {
        var limit = BodyLimit.Of(operation.Type!);
        if (operation.Data is null || limit.Bytes >= BodyLimit.Bulk.Bytes)
        {
            return;
        }

        using var buffer = new PooledBuffer(4096);
        using var writer = new Utf8JsonWriter(buffer, JsonOutput.Options);
        operation.Data.WriteTo(writer);
        if (writer.BytesCommitted + writer.BytesPending > limit.Bytes)
        {
            throw new ScimException(limit.Error);
        }
    }
}
