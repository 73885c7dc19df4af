namespace ScimFunctions.Storage.Embedded;

/// <summary>A batch on its way to the writer.</summary>
internal sealed class PendingBatch(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
{
    // Continuations run where the batch is told how it ended, which is never the writer's thread: see GroupCompletion.
    private readonly TaskCompletionSource<CommitResult> _done = new();

    private CommitResult? _outcome;

    public string Partition { get; } = partition;

    public IReadOnlyList<RowChange> Changes { get; } = changes;

    public Task<CommitResult> Task => _done.Task;

    /// <summary>Whether the caller still wants the batch.</summary>
    public bool IsWanted => !cancellation.IsCancellationRequested;

    /// <summary>What the caller will hear once the batch's group is durable.</summary>
    public void Decide(CommitResult outcome) => _outcome = outcome;

    public void Complete() => _done.TrySetResult(_outcome!);

    public void Cancel() => _done.TrySetCanceled(cancellation);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
