using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Storage;

public abstract partial class TableContract
{
    [Theory]
    [InlineData("insert", ConflictReason.Exists)]
    [InlineData("replace stale", ConflictReason.Changed)]
    [InlineData("replace foreign", ConflictReason.Changed)]
    [InlineData("replace missing", ConflictReason.Missing)]
    [InlineData("touch missing", ConflictReason.Missing)]
    [InlineData("delete missing", ConflictReason.Missing)]
    [InlineData("delete stale", ConflictReason.Changed)]
    [InlineData("delete unchanged missing", ConflictReason.Missing)]
    public async Task Commit_answers_the_conflicting_change_and_makes_none(string kind, ConflictReason reason)
    {
        var stale = (await MakeAsync(Insert("u:there", "old")))[0];
        var etag = (await MakeAsync(new TouchRow("u:there", Columns.None)))[0];
        RowChange conflicting = kind switch
        {
            "insert" => Insert("u:there"),
            "replace stale" => new ReplaceRow("u:there", stale, Columns.None, default),
            "replace foreign" => new ReplaceRow("u:there", "not-an-etag", Columns.None, default),
            "replace missing" => new ReplaceRow("u:missing", etag, Columns.None, default),
            "touch missing" => new TouchRow("u:missing", SomeColumns),
            "delete missing" => new DeleteRow("u:missing"),
            "delete stale" => new DeleteUnchangedRow("u:there", stale),
            _ => new DeleteUnchangedRow("u:missing", etag),
        };

        var result = await CommitAsync(Insert("u:a"), new UpsertRow("u:b", SomeColumns, default), conflicting, Insert("u:c"));

        Assert.Equal(new Conflicted(2, reason, Retried: false), result);
        Assert.Null(await FindAsync("u:a"));
        Assert.Null(await FindAsync("u:b"));
        Assert.Null(await FindAsync("u:c"));
        var row = await GetAsync("u:there");
        Assert.Equal(etag, row.ETag);
        Assert.Equal("old"u8, row.Document.Span);
    }

    [Fact]
    public async Task Commit_answers_the_first_of_two_conflicts()
    {
        await MakeAsync(Insert("u:1"), Insert("u:2"));

        var result = await CommitAsync(Insert("u:0"), Insert("u:2"), Insert("u:1"));

        Assert.Equal(1, Assert.IsType<Conflicted>(result).Index);
    }

    [Fact]
    public async Task A_row_twice_in_a_batch_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await CommitAsync(Insert("u:1"), new DeleteRow("u:1")));

    [Fact]
    public async Task A_row_twice_in_a_large_batch_is_refused()
    {
        var changes = Enumerable.Range(0, 20).Select(number => (RowChange)Insert($"u:{number}")).Append(Insert("u:7")).ToArray();

        await Assert.ThrowsAsync<ArgumentException>(async () => await CommitAsync(changes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_batch_of_no_or_too_many_changes_is_refused(int count)
    {
        var changes = Enumerable.Range(0, count).Select(number => (RowChange)Insert($"u:{number}")).ToArray();

        await Assert.ThrowsAsync<ArgumentException>(async () => await CommitAsync(changes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("u:a/b")]
    [InlineData("u:a b")]
    [InlineData("u:é")]
    public async Task A_key_of_other_characters_is_refused(string key) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await CommitAsync(Insert(key)));

    [Fact]
    public async Task A_cancelled_batch_is_not_made()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Table.CommitAsync(_partition, [Insert("u:1")], new CancellationToken(canceled: true)));

        Assert.Null(await FindAsync("u:1"));
    }

    [Fact]
    public async Task Concurrent_replacements_lose_none()
    {
        const int Writers = 64;
        await MakeAsync(new InsertRow("u:1", Columns.Of(new Column("count", 0L)), default));

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(IncrementAsync, Cancellation)));

        Assert.Equal(Writers, (await GetAsync("u:1")).Columns.GetInt64("count"));
    }

    [Fact]
    public async Task Concurrent_inserts_of_one_key_make_one()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(number =>
            Task.Run(async () => await CommitAsync(Insert("n:same"), Insert($"u:{number}")), Cancellation)));

        Assert.Single(results, result => result is Committed);
        Assert.Single((await ReadAsync(RowRange.Prefix("u:", 100))).Rows);
    }

    private async Task IncrementAsync()
    {
        CommitResult result;
        do
        {
            var row = await GetAsync("u:1");
            var next = Columns.Of(new Column("count", row.Columns.GetInt64("count")!.Value + 1));
            result = await CommitAsync(new ReplaceRow("u:1", row.ETag, next, default));
        }
        while (result is Conflicted);
    }
}
