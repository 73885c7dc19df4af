using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.TenantGroups.Removal;

/// <summary>
/// What a process can still do that hangs just before a commit while another one removes the tenant group: nothing. Its own clock
/// stands still, so that nothing but the store can tell it.
/// </summary>
public abstract class RemovalFenceTests
{
    private const int MostOfATally = 32;

    private readonly FakeTimeProvider _time = new();
    private readonly FakeTimeProvider _staleTime = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract ValueTask<ITable> ConnectAsync();

    [Theory]
    [InlineData(0, ChangeKind.Created)]
    [InlineData(1, ChangeKind.Created)]
    [InlineData(MostOfATally, ChangeKind.Created)]
    [InlineData(1, ChangeKind.Restored)]
    [InlineData(1, ChangeKind.Imported)]
    public async Task A_change_that_makes_rows_is_not_made(int before, ChangeKind kind)
    {
        var stale = await StaleAsync(before);
        stale.Table.OnNextCommit = async (batch, behind) =>
        {
            await RemoveAsync(behind);
            return await behind.CommitAsync(stale.Group.Id, batch, CancellationToken.None);
        };
        await Assert.ThrowsAsync<StorageException>(() => stale.MakeAsync("late", kind));
        await Assert.ThrowsAsync<StorageException>(() => stale.MakeAsync("later", kind));
        Assert.Equal(["v"], await stale.KeysAsync());
    }

    [Fact]
    public async Task A_change_of_a_row_finds_it_gone()
    {
        var stale = await StaleAsync(1);
        stale.Table.OnNextCommit = async (batch, behind) =>
        {
            await RemoveAsync(behind);
            return await behind.CommitAsync(stale.Group.Id, batch, CancellationToken.None);
        };
        var conflict = Assert.IsType<Conflicted>(await stale.CommitAsync(new TouchRow("t:0", Columns.None), ChangeKind.Patched));
        Assert.Equal((0, ConflictReason.Missing), (conflict.Index, conflict.Reason));
        Assert.Equal(["v"], await stale.KeysAsync());
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_is_settled_without_a_row()
    {
        var stale = await StaleAsync(1);
        stale.Table.OnNextCommit = async (batch, behind) =>
        {
            await RemoveAsync(behind);
            throw new StorageException("The connection broke.", outcomeUnknown: true);
        };
        Assert.False((await Assert.ThrowsAsync<StorageException>(() => stale.MakeAsync("late", ChangeKind.Created))).OutcomeUnknown);
        Assert.Equal(["v"], await stale.KeysAsync());
    }

    [Fact]
    public async Task Refused_requests_are_not_logged()
    {
        var stale = await StaleAsync(0);
        await using var log = new RequestLog(stale.Table, new TenantGroupRegistry(stale.Table, _staleTime), _staleTime);
        for (var row = 1; row <= 2; row++)
        {
            log.Add(stale.Group, new LoggedRequest { At = _staleTime.GetUtcNow(), Action = "GET", Status = 404 });
            await log.FlushAsync();
            Assert.Equal(2 + row, (await stale.KeysAsync()).Count);
        }

        log.Add(stale.Group, new LoggedRequest { At = _staleTime.GetUtcNow(), Action = "GET", Status = 404 });
        await RemoveAsync(stale.Table);
        await log.FlushAsync();
        Assert.Equal(["v"], await stale.KeysAsync());
    }

    private async Task<StaleProcess> StaleAsync(int rows)
    {
        var table = new TamperedTable(await ConnectAsync());
        var group = Assert.IsType<TenantGroupSaved>(await new TenantGroupRegistry(table, _time).CreateAsync("acme", null, Cancellation)).Stored.Group;
        var stale = new StaleProcess(table, group, _staleTime);
        for (var row = 0; row < rows; row++)
        {
            Assert.IsType<Committed>(await stale.MakeAsync($"{row}", ChangeKind.Created));
        }

        return stale;
    }

    private async Task RemoveAsync(ITable table)
    {
        var groups = new TenantGroupRegistry(table, _time);
        Assert.IsType<TenantGroupSaved>(await new TenantGroupDeleting(table, groups, _time).DeleteAsync("acme", null, Cancellation));
        var sweep = new RemovalSweep(table, groups, _time);
        foreach (var (pause, left) in new[] { (TenantGroupDeletion.UntilFirstSweep, 1), (TenantGroupDeletion.UntilSecondSweep, 0) })
        {
            _time.Advance(pause);
            Assert.Equal(left, await sweep.AdvanceAsync((_, _) => Task.CompletedTask, Cancellation));
        }
    }

    /// <summary>A process whose lane and tallies are those of before the removal.</summary>
    private sealed class StaleProcess(TamperedTable table, TenantGroup group, TimeProvider time)
    {
        private readonly Journal _journal = new(table, time);

        public TamperedTable Table => table;

        public TenantGroup Group => group;

        public Task<CommitResult> MakeAsync(string key, ChangeKind kind) => CommitAsync(new InsertRow("t:" + key, Columns.None, default), kind);

        public Task<CommitResult> CommitAsync(RowChange change, ChangeKind kind) => _journal.CommitAsync(
            group.Id,
            [change],
            new JournalEntry
            {
                ChangeId = ResourceId.New(),
                Kind = kind,
                ResourceType = "User",
                ResourceId = change.Key[2..],
                Actor = "token",
                CorrelationId = "correlation",
                At = time.GetUtcNow(),
                Changed = "userName",
                State = "{}"u8.ToArray(),
            },
            CancellationToken.None);

        public async Task<IReadOnlyList<string>> KeysAsync() =>
            [.. (await table.ReadAsync(group.Id, new RowRange("!", "~~", 1000), CancellationToken.None)).Rows.Select(row => row.Key)];
    }
}
