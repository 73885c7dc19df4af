using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Protocol.Errors;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching.Cursors;

/// <summary>Cursors open for the query that they were made for, as they were made, in time, and for nothing else.</summary>
public sealed class CursorSealerTests
{
    private static readonly CursorKey Key = new(7, Enumerable.Range(0, CursorKey.Length).Select(i => (byte)i).ToArray());
    private static readonly CursorScope Scope = CursorScope.Of("group-1", "User", "userName pr", null);
    private static readonly CursorContent Content = new(new Walk(new Place(new SortKey(false, 12.5m, "ÄB\U0001F600"), 1, "id-1"), Backward: true), 20);

    private readonly FakeTimeProvider _time = new();
    private readonly CursorSealer _sealer;

    public CursorSealerTests() => _sealer = new CursorSealer(_time);

    public static TheoryData<string?[]> OtherQueries =>
        new([["User", "userName pr", ""], ["User", null, "userName pr"], ["Group", "userName pr", null], ["User", "userName  pr", null], ["UseruserName pr", "", null]]);

    [Fact]
    public void Cursor_gives_back_what_was_sealed()
    {
        Assert.Equal(Content, _sealer.Open(_sealer.Seal(Content, Scope, Key), Scope, Key));
        var first = new CursorContent(Walk.First, 0);
        Assert.Equal(first, _sealer.Open(_sealer.Seal(first, Scope, Key), Scope, Key));
    }

    [Fact]
    public void Cursor_names_its_key() => Assert.Equal(Key.Id, CursorSealer.KeyIdOf(_sealer.Seal(Content, Scope, Key)));

    [Fact]
    public void Cursor_is_of_unreserved_characters_and_never_twice_the_same()
    {
        var cursors = Enumerable.Range(0, 50).Select(_ => _sealer.Seal(Content, Scope, Key)).ToArray();
        Assert.All(cursors, cursor => Assert.Matches("^[A-Za-z0-9_-]+$", cursor));
        Assert.Equal(cursors.Length, cursors.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Cursor_of_the_longest_key_has_less_than_2_KB()
    {
        using var name = System.Text.Json.JsonDocument.Parse($$"""{ "userName": "{{new string('語', 4_000)}}" }""");
        var path = ScimFunctions.Protocol.Filters.Binding.PathResolver.Resolve(
            ScimFunctions.Protocol.Schemas.ResourceTypes.User, new ScimFunctions.Protocol.Filters.AttributePath(null, "userName", null))!;
        var content = new CursorContent(new Walk(new Place(SortKey.Of(name.RootElement, path), 1, new string('i', 64)), Backward: false), 1_000);
        var cursor = _sealer.Seal(content, Scope, Key);
        Assert.InRange(cursor.Length, 1_000, 2_000);
        Assert.Equal(content, _sealer.Open(cursor, Scope, Key));
    }

    [Fact]
    public void Cursor_with_any_character_changed_is_invalid()
    {
        var cursor = _sealer.Seal(Content, Scope, Key);
        for (var at = 0; at < cursor.Length; at++)
        {
            foreach (var other in "AQgw-_9z".Where(other => other != cursor[at]))
            {
                AssertInvalid(cursor[..at] + other + cursor[(at + 1)..]);
            }

            AssertInvalid(cursor.Remove(at, 1));
            AssertInvalid(cursor.Insert(at, "A"));
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData(" ")]
    [InlineData("AAAA")]
    [InlineData("%00")]
    [InlineData("é")]
    public void What_is_no_cursor_is_invalid(string cursor)
    {
        AssertInvalid(cursor);
        AssertInvalid(cursor + _sealer.Seal(Content, Scope, Key));
        AssertInvalid(_sealer.Seal(Content, Scope, Key) + cursor);
        Assert.Equal("invalidCursor", Assert.Throws<ScimException>(() => CursorSealer.KeyIdOf(cursor)).Error.ScimType);
    }

    [Fact]
    public void Endless_text_is_invalid() => AssertInvalid(new string('A', 1_000_000));

    [Theory]
    [MemberData(nameof(OtherQueries))]
    public void Cursor_of_another_query_is_invalid(string?[] parameters) =>
        AssertInvalid(_sealer.Seal(Content, CursorScope.Of("group-1", parameters), Key));

    [Fact]
    public void Cursor_of_another_tenant_group_is_invalid() =>
        AssertInvalid(_sealer.Seal(Content, CursorScope.Of("group-2", "User", "userName pr", null), Key));

    [Fact]
    public void Cursor_of_another_key_is_invalid()
    {
        AssertInvalid(_sealer.Seal(Content, Scope, Key with { Bytes = new byte[CursorKey.Length] }));
        AssertInvalid(_sealer.Seal(Content, Scope, Key with { Id = 8 }));
    }

    [Fact]
    public void Cursor_without_its_key_is_invalid() => Assert.Equal(
        "invalidCursor", Assert.Throws<ScimException>(() => _sealer.Open(_sealer.Seal(Content, Scope, Key), Scope, null)).Error.ScimType);

    [Fact]
    public void Cursor_is_valid_for_its_timeout_and_no_longer()
    {
        var cursor = _sealer.Seal(Content, Scope, Key);
        _time.Advance(CursorSealer.Timeout);
        Assert.Equal(Content, _sealer.Open(cursor, Scope, Key));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var expired = Assert.Throws<ScimException>(() => _sealer.Open(cursor, Scope, Key)).Error;
        Assert.Equal((400, "expiredCursor"), (expired.Status, expired.ScimType));
    }

    private void AssertInvalid(string cursor)
    {
        var error = Assert.Throws<ScimException>(() => _sealer.Open(cursor, Scope, Key)).Error;
        Assert.Equal((400, "invalidCursor"), (error.Status, error.ScimType));
    }
}
