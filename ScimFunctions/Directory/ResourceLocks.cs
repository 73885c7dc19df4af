namespace ScimFunctions.Directory;

/// <summary>
/// One lock for each resource in this process, so that writers of one resource queue up here and do not meet in the
/// store. A fixed number of locks is shared by hash: no bookkeeping, and a request holds one at a time.
/// </summary>
internal sealed class ResourceLocks
{
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the lock of a resource; disposing what is returned gives it back.</summary>
    public async ValueTask<Held> EnterAsync(string partition, string id, CancellationToken cancellation)
    {
        var mine = _locks[(uint)HashCode.Combine(partition, id) % (uint)_locks.Length];
        await mine.WaitAsync(cancellation);
        return new Held(mine);
    }

    public readonly struct Held(SemaphoreSlim? held) : IDisposable
    {
        public void Dispose() => held?.Release();
    }
}
