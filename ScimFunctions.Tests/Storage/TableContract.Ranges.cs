using System.Globalization;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Storage;

public abstract partial class TableContract
{
    [Fact]
    public async Task Keys_are_read_in_ordinal_order()
    {
        string[] keys = ["k!00", "k-", "k0", "k00", "k1", "kA", "kB", "kZ", "k_", "ka", "kaa", "kb", "kz", "k~0000e9"];
        await MakeAsync([.. keys.Reverse().Select(key => Insert(key))]);

        var page = await ReadAsync(RowRange.Prefix("k", 100));

        Assert.Equal(keys, page.Rows.Select(row => row.Key), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_range_begins_with_its_first_key_and_ends_before_its_last()
    {
        await MakeAsync(Insert("a"), Insert("b"), Insert("b1"), Insert("c"), Insert("d"));

        var page = await ReadAsync(new RowRange("b", "d", 100));

        Assert.Equal(["b", "b1", "c"], page.Rows.Select(row => row.Key), StringComparer.Ordinal);
        Assert.False(page.More);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_give_every_row_once(int pageSize)
    {
        var keys = Enumerable.Range(0, 60).Select(number => string.Create(CultureInfo.InvariantCulture, $"u:{number:d3}")).ToArray();
        await MakeAsync([.. keys.Select(key => Insert(key))]);
        var read = new List<string>();
        var range = RowRange.Prefix("u:", pageSize);

        for (var more = true; more;)
        {
            var page = await ReadAsync(range);
            Assert.InRange(page.Rows.Count, 0, pageSize);
            read.AddRange(page.Rows.Select(row => row.Key));
            more = page.More;
            range = more ? range.After(page.Rows[^1].Key) : range;
        }

        Assert.Equal(keys, read, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_page_that_leaves_rows_says_so()
    {
        await MakeAsync(Insert("u:1"), Insert("u:2"), Insert("u:3"));

        Assert.True((await ReadAsync(RowRange.Prefix("u:", 2))).More);
    }

    [Fact]
    public async Task An_empty_range_has_no_rows()
    {
        var page = await ReadAsync(RowRange.Prefix("u:", 10));

        Assert.Empty(page.Rows);
        Assert.False(page.More);
    }

    [Fact]
    public async Task Rows_of_a_page_are_whole()
    {
        await MakeAsync(Insert("u:1", "one"), Insert("u:2", new string('x', 100_000)));

        var rows = (await ReadAsync(RowRange.Prefix("u:", 10))).Rows;

        Assert.Equal("one"u8, rows[0].Document.Span);
        Assert.Equal(100_000, rows[1].Document.Length);
        Assert.Equal("Ada", rows[1].Columns.GetString("name"));
        Assert.Equal((await GetAsync("u:2")).ETag, rows[1].ETag);
    }

    [Fact]
    public async Task KeysOnly_reads_keys_alone()
    {
        await MakeAsync(Insert("u:1"), Insert("u:2"));

        var rows = (await ReadAsync(RowRange.Prefix("u:", 10) with { KeysOnly = true })).Rows;

        Assert.Equal(["u:1", "u:2"], rows.Select(row => row.Key), StringComparer.Ordinal);
        Assert.All(rows, row => Assert.Empty(row.ETag));
        Assert.All(rows, row => Assert.Empty(row.Columns.ToList()));
        Assert.All(rows, row => Assert.True(row.Document.IsEmpty));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_of_no_or_too_many_rows_is_refused(int pageSize) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await ReadAsync(RowRange.Prefix("u:", pageSize)));

    [Fact]
    public async Task A_batch_of_100_changes_is_made_whole()
    {
        var result = await MakeAsync([.. Enumerable.Range(0, 100).Select(number => Insert($"u:{number}", new string('x', 10_000)))]);

        Assert.Equal(100, result.Count);
        Assert.Equal(100, (await ReadAsync(RowRange.Prefix("u:", 1000))).Rows.Count);
    }

    [Fact]
    public async Task Two_adapters_of_one_store_see_each_others_writes()
    {
        var other = await ConnectAsync();
        var etag = (await MakeAsync(Insert("u:1")))[0];

        var replaced = await other.CommitAsync(_partition, [new ReplaceRow("u:1", etag, Columns.None, Document("theirs"))], Cancellation);

        var row = await GetAsync("u:1");
        Assert.Equal(Assert.IsType<Committed>(replaced).ETags[0], row.ETag);
        Assert.Equal("theirs"u8, row.Document.Span);
        Assert.IsType<Conflicted>(await CommitAsync(new ReplaceRow("u:1", etag, Columns.None, default)));
    }

    [Fact]
    public async Task Two_adapters_of_one_store_lose_no_write()
    {
        var other = await ConnectAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
            await (number % 2 == 0 ? Table : other).CommitAsync(_partition, [Insert($"u:{number}")], Cancellation), Cancellation)));

        Assert.All(results, result => Assert.IsType<Committed>(result));
        Assert.Equal(100, results.Cast<Committed>().Select(result => result.ETags[0]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(100, (await ReadAsync(RowRange.Prefix("u:", 1000))).Rows.Count);
    }
}
