using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Storage;

/// <summary>What only a store in a directory does.</summary>
public sealed class EmbeddedStoreTests : IDisposable
{
    private const string Partition = "p";

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_directory.Path, "table.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Rows_are_there_after_reopening()
    {
        string etag;
        await using (var table = EmbeddedTable.Open(_directory.Path))
        {
            etag = await CommitAsync(table, new InsertRow("u:1", Columns.None, "doc"u8.ToArray()));
        }

        await using var reopened = EmbeddedTable.Open(_directory.Path);
        var row = await reopened.FindAsync(Partition, "u:1", Cancellation);

        Assert.Equal(etag, row!.ETag);
        Assert.Equal("doc"u8, row.Document.Span);
    }

    [Fact]
    public async Task ETags_are_never_given_twice()
    {
        var etags = new List<string>();
        for (var opened = 0; opened < 3; opened++)
        {
            await using var table = EmbeddedTable.Open(_directory.Path);
            etags.Add(await CommitAsync(table, new InsertRow("u:1", Columns.None, default)));
            await CommitAsync(table, new DeleteRow("u:1"));
        }

        Assert.Distinct(etags, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Disposing_finishes_what_was_queued()
    {
        var table = EmbeddedTable.Open(_directory.Path);
        var queued = Enumerable.Range(0, 200).Select(number =>
            table.CommitAsync(Partition, [new InsertRow($"u:{number}", Columns.None, default)], Cancellation).AsTask()).ToArray();

        await table.DisposeAsync();

        Assert.All(await Task.WhenAll(queued), result => Assert.IsType<Committed>(result));
    }

    [Fact]
    public async Task A_disposed_store_refuses_calls()
    {
        var table = EmbeddedTable.Open(_directory.Path);
        await table.DisposeAsync();
        await table.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await table.FindAsync(Partition, "u:1", Cancellation));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await CommitAsync(table, new DeleteRow("u:1")));
    }

    [Fact]
    public async Task A_later_layout_is_refused()
    {
        await EmbeddedTable.Open(_directory.Path).DisposeAsync();
        Execute("PRAGMA user_version=2");

        var exception = Assert.Throws<StorageException>(() => EmbeddedTable.Open(_directory.Path));

        Assert.Contains("later version", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_program_is_refused()
    {
        Execute("CREATE TABLE other (id INTEGER)");

        var exception = Assert.Throws<StorageException>(() => EmbeddedTable.Open(_directory.Path));

        Assert.Contains("another program", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_named()
    {
        System.IO.File.WriteAllText(Path.Combine(_directory.Path, "file"), "");
        var directory = Path.Combine(_directory.Path, "file", "store");

        var exception = Assert.Throws<StorageException>(() => EmbeddedTable.Open(directory));

        Assert.Contains(directory, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Directory_and_files_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var directory = Path.Combine(_directory.Path, "a", "b");
        await using var table = EmbeddedTable.Open(directory);
        await CommitAsync(table, new InsertRow("u:1", Columns.None, default));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(directory));
        Assert.All(
            System.IO.Directory.GetFiles(directory),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Many_writers_are_all_durable()
    {
        await using (var table = EmbeddedTable.Open(_directory.Path))
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(number =>
                CommitAsync(table, new InsertRow($"u:{number}", Columns.None, new byte[number * 10]))));
        }

        await using var reopened = EmbeddedTable.Open(_directory.Path);
        Assert.Equal(500, (await reopened.ReadAsync(Partition, RowRange.Prefix("u:", 1000), Cancellation)).Rows.Count);
    }

    [Fact]
    public async Task A_conflicting_batch_leaves_its_group_whole()
    {
        await using var table = EmbeddedTable.Open(_directory.Path);
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => table.CommitAsync(
            Partition,
            [new InsertRow($"u:{number}", Columns.None, default), number % 2 == 0 ? new InsertRow($"n:{number}", Columns.None, default) : new DeleteRow("u:none")],
            Cancellation).AsTask()));

        Assert.Equal(50, results.Count(result => result is Committed));
        Assert.Equal(50, (await table.ReadAsync(Partition, RowRange.Prefix("u:", 1000), Cancellation)).Rows.Count);
    }

    [Fact]
    public async Task A_full_store_fails_whole_batches_and_recovers()
    {
        await using var table = EmbeddedTable.Open(_directory.Path);
        await CommitAsync(table, new InsertRow("u:1", Columns.None, default));
        Execute("CREATE TRIGGER full BEFORE INSERT ON rows WHEN length(new.b) > 4000 BEGIN SELECT RAISE(ABORT, 'full'); END");

        var exception = await Assert.ThrowsAsync<StorageException>(
            () => CommitAsync(table, new InsertRow("u:2", Columns.None, default), new InsertRow("u:3", Columns.None, new byte[5000])));
        Execute("DROP TRIGGER full");

        Assert.False(exception.OutcomeUnknown);
        Assert.Equal(SQLitePCL.raw.SQLITE_CONSTRAINT_TRIGGER, exception.Code);
        Assert.Null(await table.FindAsync(Partition, "u:2", Cancellation));
        await CommitAsync(table, new InsertRow("u:3", Columns.None, new byte[5000]));
    }

    private static async Task<string> CommitAsync(EmbeddedTable table, params RowChange[] changes) =>
        Assert.IsType<Committed>(await table.CommitAsync(Partition, changes, Cancellation)).ETags[0];

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
