using Microsoft.Extensions.Primitives;
using ScimFunctions.Functions.Requests;
using Xunit;

namespace ScimFunctions.Tests.Functions.Requests;

/// <summary>The preference <c>return</c> (RFC 7240 §2 and §4.2).</summary>
public sealed class ReturnPreferenceTests
{
    [Theory]
    [InlineData("return=minimal", "return=minimal")]
    [InlineData("return=representation", "return=representation")]
    [InlineData("RETURN=Minimal", "return=minimal")]
    [InlineData("return = minimal", "return=minimal")]
    [InlineData("return=\"minimal\"", "return=minimal")]
    [InlineData("return=\"mini\\mal\"", "return=minimal")]
    [InlineData("respond-async, wait=10, return=minimal", "return=minimal")]
    [InlineData("x; a=\"1, return=representation\", return=minimal", "return=minimal")]
    [InlineData("x=\"a\\\", return=representation, b\", return=minimal", "return=minimal")]
    [InlineData("return=minimal; foo=\"bar\"", "return=minimal")]
    [InlineData("return=minimal, return=representation", "return=minimal")]
    [InlineData("return=other, return=minimal", null)]
    [InlineData("return, x", null)]
    [InlineData("return=", null)]
    [InlineData("return=\"\"", null)]
    [InlineData("x; return=minimal", null)]
    [InlineData("returns=minimal", null)]
    [InlineData("", null)]
    [InlineData("\"", null)]
    [InlineData("handling=lenient", null)]
    public void Preference_is(string header, string? expected) => Assert.Equal(expected, ReturnPreference.Of(header));

    [Fact]
    public void Several_lines_are_one_list() =>
        Assert.Equal("return=minimal", ReturnPreference.Of(new StringValues(["wait=1", "return=minimal", "return=representation"])));

    [Fact]
    public void No_header_prefers_nothing() => Assert.Null(ReturnPreference.Of(StringValues.Empty));
}
