using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;
using ScimFunctions.Telemetry;

namespace ScimFunctions.Hosting.Observation;

/// <summary>Tells of every call of a table: how many rows, how it ended, how long it took. Keys and partitions stay out.</summary>
internal sealed class ObservedTable(ITable table, string system, Instruments instruments, TimeProvider time) : ITable, IAsyncDisposable
{
    private readonly CallObserver _calls = new(instruments.Spans, instruments.StorageDuration, system, time);

    /// <inheritdoc/>
    public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) => _calls.ObserveAsync(
        "find",
        () => table.FindAsync(partition, key, cancellation),
        row => row is null ? new CallEnd("missing", 0) : new CallEnd("found", 1));

    /// <inheritdoc/>
    public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) => _calls.ObserveAsync(
        "read",
        () => table.ReadAsync(partition, range, cancellation),
        page => new CallEnd("read", page.Rows.Count));

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation) => _calls.ObserveAsync(
        "commit",
        () => table.CommitAsync(partition, changes, cancellation),
        result => EndOf(result, changes));

    /// <inheritdoc/>
    public async ValueTask PingAsync(CancellationToken cancellation) => await _calls.ObserveAsync(
        "ping",
        async () =>
        {
            await table.PingAsync(cancellation);
            return true;
        },
        _ => new CallEnd("answered"));

    /// <summary>Closes the table behind.</summary>
    public ValueTask DisposeAsync() => (table as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask;

    private CallEnd EndOf(CommitResult result, IReadOnlyList<RowChange> changes)
    {
        if (result is Conflicted conflict)
        {
            instruments.Conflicts.Add(
                1,
                new KeyValuePair<string, object?>(Labels.RowKind, RowKind.Of(changes[conflict.Index].Key)),
                new KeyValuePair<string, object?>(Labels.Reason, ReasonOf(conflict.Reason)));
            return new CallEnd("conflicted", changes.Count);
        }

        // A lane's row goes before all others when the lane is made, taken or extended, and after them when its lease is renewed.
        if ((changes is [_] or [_, { Key: RowKeys.Layout or RowKeys.Open }, ..]) && changes[0].Key.StartsWith(RowKeys.Lanes, StringComparison.Ordinal))
        {
            instruments.LaneChanges.Add(1, new KeyValuePair<string, object?>(Labels.LaneChange, changes[0] is InsertRow ? "made" : "taken"));
        }

        return new CallEnd("committed", changes.Count);
    }

    private static string ReasonOf(ConflictReason reason) => reason switch
    {
        ConflictReason.Exists => "exists",
        ConflictReason.Missing => "missing",
        _ => "changed",
    };
}
