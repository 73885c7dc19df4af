using System.Collections.Concurrent;
using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>A table whose calls fail by a plan, as adapters tell of it.</summary>
internal sealed class FaultyTable(ITable table) : ITable, IFaultySeam, IAsyncDisposable
{
    private readonly ConcurrentQueue<CallKind> _kinds = [];
    private FaultPlan? _plan;
    private int _calls;

    /// <inheritdoc/>
    public int Calls => Volatile.Read(ref _calls);

    /// <inheritdoc/>
    public IReadOnlyList<CallKind> Kinds => [.. _kinds];

    /// <inheritdoc/>
    public void Begin(FaultPlan plan)
    {
        _kinds.Clear();
        (_calls, _plan) = (0, plan);
    }

    /// <inheritdoc/>
    public void End() => _plan = null;

    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) =>
        Fault(CallKind.Find) is null ? table.FindAsync(partition, key, cancellation) : throw Failure(outcomeUnknown: false);

    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) =>
        Fault(CallKind.Read) is null ? table.ReadAsync(partition, range, cancellation) : throw Failure(outcomeUnknown: false);

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        var fault = Fault(CallKind.Commit);
        if (fault is null or FaultKind.AnswerLost)
        {
            var result = await table.CommitAsync(partition, changes, cancellation);
            return fault is null ? result : throw Failure(outcomeUnknown: true);
        }

        throw Failure(outcomeUnknown: fault is FaultKind.TimedOut);
    }

    public ValueTask PingAsync(CancellationToken cancellation) => table.PingAsync(cancellation);

    public ValueTask DisposeAsync() => (table as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask;

    private FaultKind? Fault(CallKind kind)
    {
        if (_plan is not { } plan)
        {
            return null;
        }

        _kinds.Enqueue(kind);
        return plan.Hits(Interlocked.Increment(ref _calls)) ? plan.Kind : null;
    }

    private static StorageException Failure(bool outcomeUnknown) => new("The store fails by plan.", outcomeUnknown);
}
