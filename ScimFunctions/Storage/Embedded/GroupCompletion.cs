namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// Tells the callers of several batches how they ended, one after the other on one thread of the pool: waking a thread
/// for each costs more than what most of them have left to do. The writer itself has the next group to write.
/// </summary>
internal sealed class GroupCompletion : IThreadPoolWorkItem
{
    /// <summary>The most callers that wait for each other.</summary>
    private const int Most = 8;

    private readonly PendingBatch[] _batches;
    private readonly Action<PendingBatch> _tell;

    private GroupCompletion(PendingBatch[] batches, Action<PendingBatch> tell) => (_batches, _tell) = (batches, tell);

    /// <summary>Has a thread of the pool tell the batches.</summary>
    public static void Tell(IReadOnlyList<PendingBatch> batches, Action<PendingBatch> tell)
    {
        for (var start = 0; start < batches.Count; start += Most)
        {
            var some = new PendingBatch[Math.Min(Most, batches.Count - start)];
            for (var at = 0; at < some.Length; at++)
            {
                some[at] = batches[start + at];
            }

            ThreadPool.UnsafeQueueUserWorkItem(new GroupCompletion(some, tell), preferLocal: false);
        }
    }

    public void Execute()
    {
        foreach (var batch in _batches)
        {
            _tell(batch);
        }
    }
}
