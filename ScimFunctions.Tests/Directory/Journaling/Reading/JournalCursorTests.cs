using ScimFunctions.Directory.Journaling.Reading;
using Xunit;

namespace ScimFunctions.Tests.Directory.Journaling.Reading;

/// <summary>The text of cursors.</summary>
public sealed class JournalCursorTests
{
    [Theory]
    [InlineData("o")]
    [InlineData("n000-1f4")]
    [InlineData("o000-0_001-ffffffffffff")]
    public void Text_is_read_and_written_alike(string text) => Assert.Equal(text, JournalCursor.Parse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("x000-1")]
    [InlineData("o000")]
    [InlineData("o-1")]
    [InlineData("o0000000-1")]
    [InlineData("oabc-1")]
    [InlineData("o000-1000000000000")]
    [InlineData("o000--1")]
    [InlineData("o000-1_000-2")]
    public void Any_other_text_is_refused(string text) => Assert.Null(JournalCursor.Parse(text));

    [Fact]
    public void Text_that_is_too_long_is_refused() =>
        Assert.Null(JournalCursor.Parse("o" + string.Join('_', Enumerable.Range(0, 200).Select(lane => $"{lane:d3}-1f4"))));

    [Fact]
    public void Sixty_lanes_at_their_last_places_fit() =>
        Assert.NotNull(JournalCursor.Parse("o" + string.Join('_', Enumerable.Range(0, 60).Select(lane => $"{lane:d3}-ffffffffff"))));
}
