using ScimFunctions.Protocol.Filters;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

public sealed class AttributePathTests
{
    [Theory]
    [InlineData("userName", null, "userName", null)]
    [InlineData("name.familyName", null, "name", "familyName")]
    [InlineData("members.$ref", null, "members", "$ref")]
    [InlineData("urn:a:2.0:User:name.familyName", "urn:a:2.0:User", "name", "familyName")]
    [InlineData("urn:a:schemas:2.0", "urn:a:schemas", "2", "0")]
    public void A_path_is_split_and_spelled_as_it_was(string text, string? schema, string name, string? sub)
    {
        Assert.True(AttributePath.TryParse(text, out var path));
        Assert.Equal(new AttributePath(schema, name, sub), path);
        Assert.Equal(text, path.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" userName")]
    [InlineData("user name")]
    [InlineData("9")]
    [InlineData("name.")]
    [InlineData(".name")]
    [InlineData("a.b.c")]
    [InlineData("urn:")]
    [InlineData("emails[type eq \"work\"]")]
    [InlineData("urn:a[b]:c")]
    public void What_is_no_path_is_not_read(string text) => Assert.False(AttributePath.TryParse(text, out _));

    [Theory]
    [InlineData("URN:a:schemas:2.0", true)]
    [InlineData("urn:a:schemas:2.1", false)]
    [InlineData("urn:a:schemas:2", false)]
    public void Spells_compares_the_whole_without_case(string urn, bool expected)
    {
        Assert.True(AttributePath.TryParse("urn:A:schemas:2.0", out var path));
        Assert.Equal(expected, path.Spells(urn));
    }
}
