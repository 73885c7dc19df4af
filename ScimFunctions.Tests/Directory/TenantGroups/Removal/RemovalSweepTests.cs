using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.TenantGroups.Removal;

/// <summary>When what is in a deleted tenant group goes, and that all of it does, whoever is stopped on the way.</summary>
public sealed class RemovalSweepTests
{
    private const int Rows = 250;

    private readonly FakeTimeProvider _time = new();
    private readonly StoppingTable _table = new(new InMemoryTable());
    private readonly TenantGroupRegistry _groups;
    private readonly RemovalSweep _sweep;
    private readonly List<string> _emptied = [];

    public RemovalSweepTests()
    {
        _groups = new(_table, _time);
        _sweep = new(_table, _groups, _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_goes_before_nobody_can_write_any_more()
    {
        var id = await DeletedAsync();
        _time.Advance(TenantGroupDeletion.UntilFirstSweep - TimeSpan.FromSeconds(1));
        Assert.Equal(1, await AdvanceAsync());
        Assert.Equal(Rows, await CountAsync(id));
    }

    [Fact]
    public async Task Everything_goes_then_what_came_late_then_the_path()
    {
        var id = await DeletedAsync();
        _time.Advance(TenantGroupDeletion.UntilFirstSweep);
        Assert.Equal(1, await AdvanceAsync());
        Assert.Equal(0, await CountAsync(id));
        await WriteAsync(id, 0, 1);

        _time.Advance(TenantGroupDeletion.UntilSecondSweep - TimeSpan.FromSeconds(1));
        Assert.Equal(1, await AdvanceAsync());
        Assert.Equal(1, await CountAsync(id));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await AdvanceAsync());

        Assert.Equal(0, await CountAsync(id));
        Assert.Equal([id], _emptied);
        Assert.Equal(0, await CountAsync(TenantGroupRegistry.Partition));
        Assert.IsType<TenantGroupSaved>(await _groups.CreateAsync("acme", null, Cancellation));
        Assert.IsType<TenantGroupSaved>(await _groups.CreateAsync("former", null, Cancellation));
    }

    [Fact]
    public async Task What_is_stopped_anywhere_is_carried_on()
    {
        var id = await DeletedAsync();
        var stops = 0;
        for (var calls = 0; await AdvanceUnlessStoppedAsync(calls) != 0; calls++)
        {
            stops += _table.HasStopped ? 1 : 0;
            _time.Advance(TenantGroupDeletion.UntilFirstSweep + RemovalSweep.Lease);
        }

        Assert.True(stops > 5);
        Assert.Equal(0, await CountAsync(id));
        Assert.Equal(0, await CountAsync(TenantGroupRegistry.Partition));
    }

    [Fact]
    public async Task One_process_at_a_time_has_a_removal()
    {
        var id = await DeletedAsync();
        _time.Advance(TenantGroupDeletion.UntilFirstSweep);
        _table.StopAfter(2);
        await Assert.ThrowsAsync<StorageException>(AdvanceAsync);
        _table.StopAfter(int.MaxValue);

        Assert.Equal(1, await AdvanceAsync());
        Assert.Equal(Rows, await CountAsync(id));
        _time.Advance(RemovalSweep.Lease);
        await AdvanceAsync();
        Assert.Equal(0, await CountAsync(id));
    }

    [Fact]
    public async Task An_outage_of_the_vault_keeps_the_path_until_the_secret_is_empty()
    {
        await DeletedAsync();
        _time.Advance(TenantGroupDeletion.UntilFirstSweep);
        await AdvanceAsync();
        _time.Advance(TenantGroupDeletion.UntilSecondSweep);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _sweep.AdvanceAsync((_, _) => throw new InvalidOperationException("down"), Cancellation));

        Assert.NotNull(await _groups.FindAsync("acme", Cancellation));
        _time.Advance(RemovalSweep.Lease);
        Assert.Equal(0, await AdvanceAsync());
        Assert.Null(await _groups.FindAsync("acme", Cancellation));
    }

    private async Task<string> DeletedAsync()
    {
        await _groups.CreateAsync("former", null, Cancellation);
        var renamed = await new TenantGroupRenaming(_table, _groups, new(TimeSpan.FromDays(1000)), _time).RenameAsync("former", "acme", null, null, Cancellation);
        var id = Assert.IsType<TenantGroupSaved>(renamed).Stored.Group.Id;
        for (var from = 0; from < Rows; from += 50)
        {
            await WriteAsync(id, from, 50);
        }

        Assert.IsType<TenantGroupSaved>(await new TenantGroupDeleting(_table, _groups, _time).DeleteAsync("acme", null, Cancellation));
        return id;
    }

    private async Task<int> AdvanceUnlessStoppedAsync(int calls)
    {
        _table.StopAfter(calls);
        try
        {
            return await AdvanceAsync();
        }
        catch (StorageException)
        {
            return -1;
        }
        finally
        {
            _table.StopAfter(int.MaxValue, keep: true);
        }
    }

    private Task<int> AdvanceAsync() => _sweep.AdvanceAsync(
        (id, _) =>
        {
            _emptied.Add(id);
            return Task.CompletedTask;
        },
        Cancellation);

    private async Task WriteAsync(string partition, int from, int count) => await _table.CommitAsync(
        partition, [.. Enumerable.Range(from, count).Select(i => new InsertRow($"u:{i:d4}", Columns.None, default))], Cancellation);

    // But for the row that stays, and says that the partition is closed.
    private async Task<int> CountAsync(string partition) =>
        (await _table.ReadAsync(partition, new RowRange("!", "~~", 1000), Cancellation)).Rows.Count(row => row.Key != "v");

    /// <summary>A table that fails after so many calls, as where the process that makes them is stopped.</summary>
    private sealed class StoppingTable(ITable inner) : ITable
    {
        private int _left = int.MaxValue;

        public bool HasStopped { get; private set; }

        public void StopAfter(int calls, bool keep = false) => (_left, HasStopped) = (calls, keep && HasStopped);

        public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) =>
            Go(() => inner.FindAsync(partition, key, cancellation));

        public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) =>
            Go(() => inner.ReadAsync(partition, range, cancellation));

        public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
            Go(() => inner.CommitAsync(partition, changes, cancellation));

        public ValueTask PingAsync(CancellationToken cancellation) => inner.PingAsync(cancellation);

        private ValueTask<T> Go<T>(Func<ValueTask<T>> call)
        {
            HasStopped |= _left == 0;
            return _left-- > 0 ? call() : throw new StorageException("Stopped.", outcomeUnknown: false);
        }
    }
}
