using ScimFunctions.Directory.Searching;
using ScimFunctions.Protocol.Errors;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>Sorted lists of users (RFC 7644 §3.4.2.3).</summary>
public sealed class SortTests
{
    private readonly UserWorld _world = new();

    [Theory]
    [InlineData("title", false, "b a d c")]
    [InlineData("title", true, "c d a b")]
    [InlineData("emails", false, "c a b d")]
    [InlineData("emails.type", false, "a c b d")]
    [InlineData("name.familyName", false, "a b c d")]
    [InlineData("meta.created", true, "d c b a")]
    [InlineData("meta.lastModified", true, "b d c a")]
    [InlineData("active", false, "d a b c")]
    [InlineData("externalId", false, "b a c d")]
    [InlineData("name", false, "a b c d")]
    public async Task Order_is(string sortBy, bool descending, string ids)
    {
        await PeopleAsync();
        Assert.Equal(ids.Split(' '), await IdsAsync(sortBy, descending));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Equal_ones_keep_the_order_of_their_ids(bool descending)
    {
        foreach (var id in (string[])["c", "a", "b"])
        {
            await _world.CreateAsync($$"""{ "id": "{{id}}", "externalId": "{{id}}", "userName": "{{id}}", "title": "same" }""");
        }

        Assert.Equal(["a", "b", "c"], await IdsAsync("title", descending));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_joined_are_the_whole_list(bool descending)
    {
        for (var i = 0; i < 60; i++)
        {
            await _world.CreateAsync($$"""{ "userName": "user-{{i}}", "title": "{{i * 7 % 13}}" }""");
        }

        var whole = await IdsAsync("title", descending);
        var joined = new List<string>();
        for (var start = 1; start <= 60; start += 7)
        {
            var page = await _world.ListAsync(null, "title", descending, start, 7);
            Assert.Equal(60, page.TotalResults);
            joined.AddRange(page.Users.Select(user => user.Id));
        }

        Assert.Equal(60, whole.Count);
        Assert.Equal(whole, joined);
    }

    [Fact]
    public async Task Page_that_ends_with_the_last_sorted_place_is_given()
    {
        await PeopleAsync();
        Assert.Equal(4, (await _world.ListAsync(null, "title", start: ResourceSearch.DeepestSorted - 99, count: 100)).TotalResults);
    }

    [Fact]
    public async Task Page_beyond_the_last_sorted_place_is_too_many()
    {
        var exception = await Assert.ThrowsAsync<ScimException>(() => _world.ListAsync(null, "title", start: ResourceSearch.DeepestSorted - 98, count: 100));
        Assert.Equal("tooMany", exception.Error.ScimType);
    }

    private async Task PeopleAsync()
    {
        string[] people =
        [
            """{ "id": "a", "externalId": "a", "userName": "a", "title": "M", "name": { "familyName": "Abel" }, "emails": [{ "value": "m@x.example", "type": "home" }] }""",
            """{ "id": "b", "externalId": "b", "userName": "b", "title": "l", "name": { "familyName": "abel" }, "emails": [{ "value": "z@x.example", "type": "work" }] }""",
            """{ "id": "c", "externalId": "c", "userName": "c", "emails": [{ "value": "y@x.example", "type": "work" }, { "value": "A@x.example", "type": "other", "primary": true }] }""",
            """{ "id": "d", "externalId": "d", "userName": "d", "title": "n", "active": false }""",
        ];
        foreach (var person in people)
        {
            await _world.CreateAsync(person);
            _world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await _world.SetAsync("b", "externalId", "\"B\"");
    }

    private async Task<List<string>> IdsAsync(string sortBy, bool descending) =>
        [.. (await _world.ListAsync(null, sortBy, descending)).Users.Select(user => user.Id)];
}
