using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Storage;

public abstract partial class TableContract
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(1024)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(200 * 1024)]
    [InlineData(256 * 1024)]
    public async Task Documents_of_any_length_are_kept(int length)
    {
        var document = new byte[length];
        new Random(length).NextBytes(document);

        await MakeAsync(new InsertRow("u:1", SomeColumns, document));

        Assert.Equal(document, (await GetAsync("u:1")).Document.ToArray());
    }

    [Fact]
    public async Task Documents_grow_and_shrink()
    {
        var etag = (await MakeAsync(Insert("u:1", "small")))[0];
        foreach (var length in (int[])[3000, 100_000, 5, 0, 2000])
        {
            etag = (await MakeAsync(new ReplaceRow("u:1", etag, SomeColumns, new byte[length])))[0];

            Assert.Equal(length, (await GetAsync("u:1")).Document.Length);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("12345678901")]
    [InlineData("true")]
    [InlineData("6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("a/b#c?d\\e:f%g'h\"i&j<k>l")]
    [InlineData("line\r\n\ttab\u0000null\u0007")]
    [InlineData("Ünïcödé ß 😀 עברית ﬁ")]
    public async Task Text_is_kept_as_it_is(string text)
    {
        await MakeAsync(new InsertRow("u:1", Columns.Of(new Column("text", text)), default));

        Assert.Equal(text, (await GetAsync("u:1")).Columns.GetString("text"));
    }

    [Fact]
    public async Task Text_of_32000_characters_is_kept()
    {
        var text = new string('ü', 32_000);

        await MakeAsync(new InsertRow("u:1", Columns.Of(new Column("text", text)), default));

        Assert.Equal(text, (await GetAsync("u:1")).Columns.GetString("text"));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(42L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task Integers_are_kept(long number)
    {
        await MakeAsync(new InsertRow("u:1", Columns.Of(new Column("number", number)), default));

        Assert.Equal(number, (await GetAsync("u:1")).Columns.GetInt64("number"));
    }

    [Fact]
    public async Task Booleans_are_kept()
    {
        await MakeAsync(new InsertRow("u:1", Columns.Of(new Column("yes", true), new Column("no", false)), default));

        var columns = (await GetAsync("u:1")).Columns;

        Assert.True(columns.GetBoolean("yes"));
        Assert.False(columns.GetBoolean("no"));
        Assert.Equal(2, columns.ToList().Count);
    }

    [Fact]
    public async Task Every_character_of_keys_is_kept()
    {
        var keys = Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)
            .Where(character => !@"/\#?%".Contains(character)).Select(character => $"k{character}").ToArray();

        await MakeAsync([.. keys.Select(key => Insert(key))]);

        foreach (var key in keys)
        {
            Assert.Equal(key, (await GetAsync(key)).Key);
        }

        Assert.Equal(keys, (await ReadAsync(new RowRange("k", "l", 1000))).Rows.Select(row => row.Key), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_key_of_512_characters_is_kept()
    {
        var key = "k" + new string('x', 511);

        await MakeAsync(Insert(key));

        Assert.Equal(key, (await GetAsync(key)).Key);
    }
}
