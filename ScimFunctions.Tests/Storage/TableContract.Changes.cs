using System.Text;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Storage;

public abstract partial class TableContract
{
    [Fact]
    public async Task Find_answers_null_without_a_row() => Assert.Null(await FindAsync("u:none"));

    [Fact]
    public async Task Ping_answers() => await Table.PingAsync(Cancellation);

    [Fact]
    public async Task Insert_keeps_key_columns_and_document()
    {
        await MakeAsync(Insert("u:1", """{"a":"é"}"""));

        var row = await GetAsync("u:1");

        Assert.Equal("u:1", row.Key);
        Assert.Equal("Ada", row.Columns.GetString("name"));
        Assert.Equal(7, row.Columns.GetInt64("rank"));
        Assert.Equal("""{"a":"é"}""", Encoding.UTF8.GetString(row.Document.Span));
    }

    [Fact]
    public async Task Commit_answers_the_etag_that_find_reads()
    {
        var etags = await MakeAsync(Insert("u:1"), Insert("u:2"));

        Assert.Equal(etags, [(await GetAsync("u:1")).ETag, (await GetAsync("u:2")).ETag]);
    }

    [Fact]
    public async Task ETag_is_printable_without_quotes()
    {
        var etag = (await MakeAsync(Insert("u:1")))[0];

        Assert.NotEmpty(etag);
        Assert.All(etag, character => Assert.True(character is > ' ' and <= '~' and not '"'));
    }

    [Fact]
    public async Task Replace_replaces_the_whole_row()
    {
        var etags = await MakeAsync(Insert("u:1"));

        var replaced = await MakeAsync(new ReplaceRow("u:1", etags[0], Columns.Of(new Column("rank", 8L)), Document("[]")));

        var row = await GetAsync("u:1");
        Assert.Equal(replaced[0], row.ETag);
        Assert.NotEqual(etags[0], row.ETag, StringComparer.Ordinal);
        Assert.Null(row.Columns.GetString("name"));
        Assert.Equal(8, row.Columns.GetInt64("rank"));
        Assert.Equal("[]"u8, row.Document.Span);
    }

    [Fact]
    public async Task Replace_changes_the_etag_when_nothing_else_changes()
    {
        var first = (await MakeAsync(Insert("u:1")))[0];

        var second = (await MakeAsync(new ReplaceRow("u:1", first, SomeColumns, Document("{}"))))[0];

        Assert.NotEqual(first, second, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Upsert_makes_a_row()
    {
        await MakeAsync(new UpsertRow("u:1", SomeColumns, Document("{}")));

        Assert.Equal("Ada", (await GetAsync("u:1")).Columns.GetString("name"));
    }

    [Fact]
    public async Task Upsert_replaces_the_whole_row()
    {
        await MakeAsync(Insert("u:1"));

        await MakeAsync(new UpsertRow("u:1", Columns.Of(new Column("open", true)), default));

        var row = await GetAsync("u:1");
        Assert.Null(row.Columns.GetString("name"));
        Assert.True(row.Columns.GetBoolean("open"));
        Assert.True(row.Document.IsEmpty);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3000)]
    public async Task Touch_leaves_document_and_other_columns(int documentLength)
    {
        var document = new string('x', documentLength);
        var etag = (await MakeAsync(Insert("u:1", document)))[0];

        var touched = await MakeAsync(new TouchRow("u:1", Columns.Of(new Column("inGroups", true), new Column("rank", 9L))));

        var row = await GetAsync("u:1");
        Assert.NotEqual(etag, row.ETag, StringComparer.Ordinal);
        Assert.Equal(touched[0], row.ETag);
        Assert.Equal(document, Encoding.UTF8.GetString(row.Document.Span));
        Assert.Equal("Ada", row.Columns.GetString("name"));
        Assert.Equal(9, row.Columns.GetInt64("rank"));
        Assert.True(row.Columns.GetBoolean("inGroups"));
    }

    [Fact]
    public async Task Touch_without_columns_changes_the_etag_alone()
    {
        var etag = (await MakeAsync(Insert("u:1", "doc")))[0];

        var touched = await MakeAsync(new TouchRow("u:1", Columns.None));

        var row = await GetAsync("u:1");
        Assert.NotEqual(etag, touched[0], StringComparer.Ordinal);
        Assert.Equal(touched[0], row.ETag);
        Assert.Equal("doc"u8, row.Document.Span);
        Assert.Equal("Ada", row.Columns.GetString("name"));
    }

    [Fact]
    public async Task Delete_removes_the_row_whatever_its_version()
    {
        await MakeAsync(Insert("u:1"));
        await MakeAsync(new TouchRow("u:1", Columns.None));

        await MakeAsync(new DeleteRow("u:1"));

        Assert.Null(await FindAsync("u:1"));
    }

    [Fact]
    public async Task DeleteUnchanged_removes_the_row_that_was_read()
    {
        var etag = (await MakeAsync(Insert("u:1")))[0];

        var result = await MakeAsync(new DeleteUnchangedRow("u:1", etag));

        Assert.Equal([""], result);
        Assert.Null(await FindAsync("u:1"));
    }

    [Fact]
    public async Task A_row_made_again_has_another_etag()
    {
        var first = (await MakeAsync(Insert("u:1")))[0];
        await MakeAsync(new DeleteRow("u:1"));

        var second = (await MakeAsync(Insert("u:1")))[0];

        Assert.NotEqual(first, second, StringComparer.Ordinal);
        Assert.Equal(ConflictReason.Changed, Assert.IsType<Conflicted>(await CommitAsync(new DeleteUnchangedRow("u:1", first))).Reason);
    }

    [Fact]
    public async Task Partitions_hold_rows_of_their_own()
    {
        await MakeAsync(Insert("u:1"));
        var other = _partition + "-b";

        Assert.Null(await Table.FindAsync(other, "u:1", Cancellation));
        Assert.Empty((await Table.ReadAsync(other, RowRange.Prefix("u:", 10), Cancellation)).Rows);
        Assert.IsType<Committed>(await Table.CommitAsync(other, [Insert("u:1")], Cancellation));
    }
}
