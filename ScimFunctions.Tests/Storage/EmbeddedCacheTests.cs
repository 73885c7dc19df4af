using System.Text;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Storage;

/// <summary>Rows that the embedded store keeps in memory are never older than what was committed, by whomever.</summary>
public sealed class EmbeddedCacheTests : IAsyncLifetime
{
    private const string Partition = "p", Key = "u:1";

    private readonly TemporaryDirectory _directory = new();
    private EmbeddedTable _table = null!, _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _table = EmbeddedTable.Open(_directory.Path);
        _other = EmbeddedTable.Open(_directory.Path);
        await CommitAsync(_table, new InsertRow(Key, Columns.None, "first"u8.ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        await _other.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_row_is_read_from_the_file_once()
    {
        Assert.Same(await KeptAsync(), await ReadAsync(_table));
    }

    [Fact]
    public async Task A_row_is_kept_while_others_are_written_here()
    {
        var kept = await KeptAsync();
        await CommitAsync(_table, new InsertRow("u:2", Columns.None, default));

        Assert.Same(kept, await ReadAsync(_table));
    }

    [Fact]
    public async Task What_replaces_a_row_here_is_read()
    {
        var document = "second"u8.ToArray();
        var replaced = await CommitAsync(_table, new ReplaceRow(Key, (await KeptAsync()).ETag, Columns.Of(new Column("A", "b")), document));
        document[0] = (byte)'S';
        var row = await ReadAsync(_table);

        Assert.Equal("second"u8, row!.Document.Span);
        Assert.Equal("b", row.Columns.GetString("A"));
        Assert.Equal(replaced, row.ETag);
    }

    [Fact]
    public async Task What_touches_a_row_here_is_read()
    {
        await KeptAsync();
        var touched = await CommitAsync(_table, new TouchRow(Key, Columns.Of(new Column("A", "b"))));
        var row = await ReadAsync(_table);

        Assert.Equal("first"u8, row!.Document.Span);
        Assert.Equal("b", row.Columns.GetString("A"));
        Assert.Equal(touched, row.ETag);
    }

    [Fact]
    public async Task A_row_deleted_here_is_gone()
    {
        await KeptAsync();
        await CommitAsync(_table, new DeleteRow(Key));

        Assert.Null(await ReadAsync(_table));
    }

    [Fact]
    public async Task A_row_put_in_place_of_a_deleted_one_is_read()
    {
        await KeptAsync();
        await CommitAsync(_table, new DeleteRow(Key));
        await CommitAsync(_table, new InsertRow(Key, Columns.None, "second"u8.ToArray()));

        Assert.Equal("second", await DocumentAsync());
    }

    [Fact]
    public async Task What_another_writes_is_read_at_once()
    {
        var kept = await KeptAsync();
        await CommitAsync(_other, new ReplaceRow(Key, kept.ETag, Columns.None, "second"u8.ToArray()));
        Assert.Equal("second", await DocumentAsync());

        await CommitAsync(_other, new DeleteRow(Key));
        Assert.Null(await ReadAsync(_table));
    }

    [Fact]
    public async Task What_another_writes_between_two_writes_here_is_read()
    {
        var kept = await KeptAsync();
        await CommitAsync(_other, new ReplaceRow(Key, kept.ETag, Columns.None, "second"u8.ToArray()));
        await CommitAsync(_table, new InsertRow("u:2", Columns.None, default));

        Assert.Equal("second", await DocumentAsync());
    }

    [Fact]
    public async Task A_row_of_another_partition_with_the_same_key_is_another()
    {
        await KeptAsync();

        Assert.Null(await _table.FindAsync("q", Key, Cancellation));
    }

    // Each writer counts up in a row of its own; whoever reads must find at least what was acknowledged before.
    [Fact]
    public async Task Readers_among_writers_of_two_processes_never_see_what_is_older_than_was_acknowledged()
    {
        const int Writes = 300;
        var acknowledged = new int[4];
        async Task WriteAsync(int writer)
        {
            var table = writer % 2 == 0 ? _table : _other;
            var etag = await CommitAsync(table, new InsertRow($"w:{writer}", Columns.None, BitConverter.GetBytes(0)));
            for (var number = 1; number <= Writes; number++)
            {
                etag = await CommitAsync(table, new ReplaceRow($"w:{writer}", etag, Columns.None, BitConverter.GetBytes(number)));
                Volatile.Write(ref acknowledged[writer], number);
            }
        }

        async Task ReadAllAsync(EmbeddedTable table)
        {
            for (var writer = 0; acknowledged.Any(number => number < Writes); writer = (writer + 1) % acknowledged.Length)
            {
                var before = Volatile.Read(ref acknowledged[writer]);
                if (await table.FindAsync(Partition, $"w:{writer}", Cancellation) is { } row)
                {
                    Assert.InRange(BitConverter.ToInt32(row.Document.Span), before, Writes);
                }
            }
        }

        var writers = Enumerable.Range(0, acknowledged.Length).Select(writer => Task.Run(() => WriteAsync(writer), Cancellation)).ToArray();
        var readers = new[] { _table, _other }.Select(table => Task.Run(() => ReadAllAsync(table), Cancellation)).ToArray();
        await Task.WhenAll([.. writers, .. readers]);
    }

    // Until the store has seen that nobody writes, it keeps nothing of what was committed elsewhere.
    private async Task<Row> KeptAsync()
    {
        Row? first, second = await ReadAsync(_table);
        do
        {
            Cancellation.ThrowIfCancellationRequested();
            (first, second) = (second, await ReadAsync(_table));
        }
        while (!ReferenceEquals(first, second));

        return first!;
    }

    private static async Task<Row?> ReadAsync(EmbeddedTable table) => await table.FindAsync(Partition, Key, Cancellation);

    private async Task<string> DocumentAsync() => Encoding.UTF8.GetString((await ReadAsync(_table))!.Document.Span);

    private static async Task<string> CommitAsync(EmbeddedTable table, RowChange change) =>
        Assert.IsType<Committed>(await table.CommitAsync(Partition, [change], Cancellation)).ETags[0];
}
