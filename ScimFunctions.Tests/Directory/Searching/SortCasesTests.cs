using System.Text.Json;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Tests.Protocol.Filters;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>The order of resources by attributes of every kind (RFC 7644 §3.4.2.3).</summary>
public sealed class SortCasesTests
{
    public static TheoryData<int, string, string> Cases => CaseFile.Read("sorting.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Order_is(int line, string input, string expected)
    {
        var colon = input.IndexOf(": {", StringComparison.Ordinal);
        Assert.True(AttributePath.TryParse(input.AsSpan(0, colon), out var path));
        var resolved = PathResolver.Resolve(PersonType.Person, path)!;
        using var resources = JsonDocument.Parse(input[(colon + 2)..]);
        var places = resources.RootElement.EnumerateObject().Select(one => new Place(SortKey.Of(one.Value, resolved), 0, one.Name)).ToList();

        CaseFile.AssertRow(line, input, expected, $"{Ordered(places, descending: false)} / {Ordered(places, descending: true)}");
    }

    [Fact]
    public void Long_text_is_in_order_of_its_first_400_characters()
    {
        var prefix = new string('x', 399);
        Assert.True(SortKey.Compare(KeyOf(prefix + "a" + new string('z', 100)), KeyOf(prefix + "b")) < 0);
        Assert.True(SortKey.Compare(KeyOf(prefix + "a"), KeyOf(prefix + "aa")) < 0);
        Assert.Equal(KeyOf(prefix + "aa"), KeyOf(prefix + "AA"));
        Assert.NotEqual(KeyOf(prefix + "aa"), KeyOf(prefix + "ab"));
    }

    private static SortKey KeyOf(string userName)
    {
        using var resource = JsonDocument.Parse($$"""{ "userName": "{{userName}}" }""");
        return SortKey.Of(resource.RootElement, PathResolver.Resolve(PersonType.Person, new AttributePath(null, "userName", null))!);
    }

    private static string Ordered(List<Place> places, bool descending)
    {
        places.Sort((left, right) => Place.Compare(left, right, descending));
        return string.Join(' ', places.Select(place => place.Id));
    }
}
