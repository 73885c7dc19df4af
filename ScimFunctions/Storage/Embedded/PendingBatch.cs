namespace ScimFunctions.Storage.Embedded;

/// <summary>A batch on its way to the writer.</summary>
internal sealed class PendingBatch(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
{
    // Continuations run where the batch is told how it ended, which is never the writer's thread: see GroupCompletion.
    private readonly TaskCompletionSource<CommitResult> _done = new();

    public string Partition { get; } = partition;

    public IReadOnlyList<RowChange> Changes { get; } = changes;

    public Task<CommitResult> Task => _done.Task;

    /// <summary>What the caller will hear once the batch's group is durable; null before it is decided.</summary>
    public CommitResult? Outcome { get; private set; }

    /// <summary>Whether the caller still wants the batch.</summary>
    public bool IsWanted => !cancellation.IsCancellationRequested;

    /// <summary>Says what the caller will hear.</summary>
    public void Decide(CommitResult outcome) => Outcome = outcome;

    public void Complete() => _done.TrySetResult(Outcome!);

    public void Cancel() => _done.TrySetCanceled(cancellation);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
