using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>Which filters are looked up, and what the journal answers.</summary>
public sealed class LookupTests
{
    private const string Middle = "2026-01-31T09:00:00Z";

    private readonly InMemoryTable _table = new();
    private readonly ScannedRanges _ranges;
    private readonly UserWorld _world;

    public LookupTests()
    {
        _ranges = new(_table);
        _world = new(_ranges);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("id eq \"nobody\"")]
    [InlineData("externalId eq \"ext-3\"")]
    [InlineData("userName eq \"user-3\"")]
    [InlineData("userName sw \"user-3\"")]
    [InlineData("emails.value eq \"user-3@x\"")]
    [InlineData("emails[type eq \"work\" and value eq \"user-3@x\"]")]
    [InlineData("active eq true and userName sw \"user-3\"")]
    [InlineData($"meta.lastModified gt \"{Middle}\"")]
    [InlineData($"meta.lastModified ge \"{Middle}\" and active eq true")]
    [InlineData($"userName eq \"user-3\" or meta.lastModified gt \"{Middle}\"")]
    public async Task Filter_is_looked_up(string filter)
    {
        await FillAsync();
        await _world.ListAsync(filter);
        Assert.False(_ranges.HasScanned);
    }

    [Theory]
    [InlineData("userName co \"user-3\"")]
    [InlineData($"meta.lastModified lt \"{Middle}\"")]
    [InlineData($"not (meta.lastModified gt \"{Middle}\")")]
    public async Task Filter_goes_through_all(string filter)
    {
        await FillAsync();
        await _world.ListAsync(filter);
        Assert.True(_ranges.HasScanned);
    }

    [Theory]
    [InlineData("gt", "2026-01-31T09:30:00Z", "user-2 user-4 user-9")]
    [InlineData("ge", "2026-01-31T10:30:00Z", "user-2 user-4 user-9")]
    [InlineData("gt", "2026-01-31T10:30:00Z", "user-9")]
    [InlineData("gt", "2026-01-31T10:30:03Z", "")]
    public async Task Journal_tells_what_changed_since(string comparison, string since, string names)
    {
        await FillAsync();
        var found = await _world.ListAsync($"meta.lastModified {comparison} \"{since}\"");
        Assert.Equal(names, Names(found));
        Assert.False(_ranges.HasScanned);
    }

    [Fact]
    public async Task Journal_of_two_processes_tells_what_either_changed()
    {
        await FillAsync();
        var other = new UserWorld(_table, _world.Time);
        var user = Assert.Single((await other.ListAsync("userName eq \"user-7\"")).Users);
        await other.SetAsync(user.Id, "title", "\"Dr\"");

        Assert.Equal("user-2 user-4 user-7 user-9", Names(await _world.ListAsync($"meta.lastModified gt \"{Middle}\"")));
        Assert.False(_ranges.HasScanned);
    }

    [Theory]
    [InlineData("2026-01-31T08:00:00Z", true)]
    [InlineData(Middle, true)]
    [InlineData("2026-01-31T10:40:00Z", false)]
    public async Task What_the_journal_no_longer_tells_is_gone_through(string since, bool scans)
    {
        await FillAsync();
        var expected = Names(await _world.ListAsync($"meta.lastModified gt \"{since}\" and userName co \"\""));

        // What is kept begins with the last entry.
        await RemoveEntriesAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(10));
        _ranges.Ranges.Clear();

        Assert.Equal(expected, Names(await _world.ListAsync($"meta.lastModified gt \"{since}\"")));
        Assert.Equal(scans, _ranges.HasScanned);
    }

    [Fact]
    public async Task Lane_that_was_retired_with_its_entries_is_not_relied_on()
    {
        await FillAsync();
        await _table.CommitAsync(_world.Group.Id, [new InsertRow("jf:007", Columns.Of(new Column("first", 5L)), default)], Cancellation);
        await _world.ListAsync($"meta.lastModified gt \"{Middle}\"");
        Assert.True(_ranges.HasScanned);
    }

    [Fact]
    public async Task Search_reads_no_more_when_the_client_leaves_in_the_middle()
    {
        await FillAsync(3_000);
        await _world.ListAsync(null);
        _ranges.Ranges.Clear();
        using var gone = new CancellationTokenSource();
        var reads = 0;
        _world.Table.OnNextRead = LeaveLaterAsync;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.Search.ListAsync(
            _world.Group, Queries.Of([_world.Catalog.User], "title eq \"Dr\""), UserWorld.BaseUrl, gone.Token));
        var read = _ranges.Ranges.Count;

        Assert.InRange(read, 1, 6);
        await Task.Yield();
        Assert.Equal(read, _ranges.Ranges.Count);

        async Task LeaveLaterAsync()
        {
            _world.Table.OnNextRead = LeaveLaterAsync;
            if (Interlocked.Increment(ref reads) == 2)
            {
                await gone.CancelAsync();
            }
        }
    }

    // Ten users at half past eight, two changes at half past ten, and one a second later.
    private async Task FillAsync(int more = 0)
    {
        for (var i = 0; i < 10; i++)
        {
            await _world.CreateAsync($$"""{ "userName": "user-{{i}}", "externalId": "ext-{{i}}", "emails": [{ "type": "work", "value": "user-{{i}}@x" }] }""");
        }

        for (var i = 0; i < more; i++)
        {
            await _world.CreateAsync($$"""{ "userName": "more-{{i}}" }""");
        }

        _world.Time.Advance(TimeSpan.FromHours(2));
        await ChangeAsync("user-2");
        await ChangeAsync("user-4");
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        await ChangeAsync("user-9");
        _ranges.Ranges.Clear();
    }

    private async Task ChangeAsync(string name)
    {
        var user = Assert.Single((await _world.ListAsync($"userName eq \"{name}\"")).Users);
        await _world.SetAsync(user.Id, "title", "\"Dr\"");
    }

    private async Task RemoveEntriesAsync()
    {
        var entries = (await _table.ReadAsync(_world.Group.Id, RowRange.Prefix("j:", 1000), Cancellation)).Rows;
        var removed = entries.SkipLast(1).Select(row => new DeleteRow(row.Key));
        var mark = new InsertRow("jf:000", Columns.Of(new Column("first", entries.Count - 1L)), default);
        await _table.CommitAsync(_world.Group.Id, [.. removed, mark], Cancellation);
    }

    private static string Names(UserList list) =>
        string.Join(' ', list.Users.Select(user => UserWorld.Sent(user)["userName"]!.GetValue<string>()).Order(StringComparer.Ordinal));
}
