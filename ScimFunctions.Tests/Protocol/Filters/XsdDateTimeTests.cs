using System.Globalization;
using ScimFunctions.Protocol.Filters.Parsing;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

public sealed class XsdDateTimeTests
{
    [Theory]
    [InlineData("2011-05-13T04:42:34Z", "2011-05-13T04:42:34.0000000+00:00")]
    [InlineData("2011-05-13T04:42:34", "2011-05-13T04:42:34.0000000+00:00")]
    [InlineData("2011-05-13T04:42:34.5Z", "2011-05-13T04:42:34.5000000+00:00")]
    [InlineData("2011-05-13T04:42:34.1234567Z", "2011-05-13T04:42:34.1234567+00:00")]
    [InlineData("2011-05-13T04:42:34.123456789-05:30", "2011-05-13T04:42:34.1234567-05:30")]
    [InlineData("2011-05-13T04:42:34+02:00", "2011-05-13T04:42:34.0000000+02:00")]
    public void Reads_an_instant(string text, string expected)
    {
        Assert.True(XsdDateTime.TryParse(text, out var instant));
        Assert.Equal(expected, instant.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2011-05-13")]
    [InlineData("04:42:34Z")]
    [InlineData("2011-05-13 04:42:34Z")]
    [InlineData("2011-13-13T04:42:34Z")]
    [InlineData("2011-05-13T04:42:34.Z")]
    [InlineData("2011-05-13T04:42:34.123456789123Zulutime")]
    [InlineData(" 2011-05-13T04:42:34Z")]
    public void Refuses_what_is_no_instant(string text) => Assert.False(XsdDateTime.TryParse(text, out _));
}
