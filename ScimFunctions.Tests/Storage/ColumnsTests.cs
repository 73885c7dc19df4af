using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Storage;

/// <summary>Columns set over others keep what they do not name.</summary>
public sealed class ColumnsTests
{
    [Fact]
    public void With_takes_the_others_and_keeps_the_rest()
    {
        var columns = Columns.Of(new("role", "guest"), new("state", "active"), new("since", 1L)).With(Columns.Of(new("state", "ended"), new("new", true)));
        Assert.Equal("guest", columns.GetString("role"));
        Assert.Equal("ended", columns.GetString("state"));
        Assert.Equal(1, columns.GetInt64("since"));
        Assert.True(columns.GetBoolean("new"));
        Assert.Equal(4, columns.ToList().Count);
    }

    [Fact]
    public void With_nothing_is_the_same() =>
        Assert.Equal("guest", Columns.Of(new Column("role", "guest")).With(Columns.None).GetString("role"));

    [Fact]
    public void Nothing_with_others_is_the_others() =>
        Assert.Equal("guest", Columns.None.With(Columns.Of(new Column("role", "guest"))).GetString("role"));
}
