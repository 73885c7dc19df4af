namespace ScimFunctions.Storage.Embedded;

/// <summary>A batch on its way to the writer.</summary>
internal sealed class PendingBatch(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
{
    // Continuations run elsewhere: the writer has the next group to write.
    private readonly TaskCompletionSource<CommitResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CommitResult? _outcome;

    public string Partition { get; } = partition;

    public IReadOnlyList<RowChange> Changes { get; } = changes;

    public Task<CommitResult> Task => _done.Task;

    /// <summary>Whether the caller still wants the batch; if not, it is told so.</summary>
    public bool IsWanted() => !cancellation.IsCancellationRequested || !_done.TrySetCanceled(cancellation);

    /// <summary>What the caller will hear once the batch's group is durable.</summary>
    public void Decide(CommitResult outcome) => _outcome = outcome;

    public void Complete() => _done.TrySetResult(_outcome!);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
