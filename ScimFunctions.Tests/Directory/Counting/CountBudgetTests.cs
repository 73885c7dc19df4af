using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Counting;

/// <summary>A page of a list takes at most three calls at any depth, in a small tenant group as in a large one.</summary>
public sealed class CountBudgetTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private EmbeddedTable? _table;

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    public async Task Page_takes_three_calls_at_any_depth(int users)
    {
        _table = EmbeddedTable.Open(_directory.Path);
        var world = new CountWorld(_table);
        await world.WriteAsync(Enumerable.Range(0, users).Select(Uuid));
        await world.ListAsync();
        await world.AssertExactAsync(mostCalls: 3);
    }

    [Fact]
    public async Task Creations_at_once_wait_for_no_count()
    {
        const int atOnce = 16;
        var gate = new Gate(new InMemoryTable(), atOnce);
        var world = new CountWorld(gate);
        await world.MakeAsync(world.First, "first");
        gate.Close();

        // None of their commits ends before all of them are on their way.
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(number => world.MakeAsync(world.First, Uuid(number))))
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await (_table?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    private static string Uuid(int number)
    {
        var bytes = new byte[16];
        new Random(number).NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>A table that, once closed, makes commits wait until so many wait.</summary>
    private sealed class Gate(ITable table, int most) : ITable
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _isClosed;
        private int _waiting;

        public void Close() => _isClosed = true;

        public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) => table.FindAsync(partition, key, cancellation);

        public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) => table.ReadAsync(partition, range, cancellation);

        public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
        {
            if (_isClosed)
            {
                if (Interlocked.Increment(ref _waiting) == most)
                {
                    _open.SetResult();
                }

                await _open.Task.WaitAsync(cancellation);
            }

            return await table.CommitAsync(partition, changes, cancellation);
        }

        public ValueTask PingAsync(CancellationToken cancellation) => table.PingAsync(cancellation);
    }
}
