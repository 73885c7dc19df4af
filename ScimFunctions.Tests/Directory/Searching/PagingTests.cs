using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>Pages of more users than one reading of the store gives.</summary>
public sealed class PagingTests
{
    private const int Users = 1_205;

    private readonly UserWorld _world = new();

    [Theory]
    [InlineData(null)]
    [InlineData("userName co \"user\"")]
    public async Task Pages_joined_are_all_users_once(string? filter)
    {
        await FillAsync();
        var ids = new List<string>();
        for (var start = 1; start <= Users; start += 500)
        {
            var page = await _world.ListAsync(filter, start: start, count: 500);
            Assert.Equal(Users, page.TotalResults);
            ids.AddRange(page.Users.Select(user => user.Id));
        }

        Assert.Equal(Users, ids.Distinct().Count());
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1_205, 100, 1)]
    [InlineData(1_206, 100, 0)]
    [InlineData(int.MaxValue, 1_000, 0)]
    [InlineData(3, 1_000, 1_000)]
    public async Task Page_has(int start, int count, int users)
    {
        await FillAsync();
        var page = await _world.ListAsync(null, start: start, count: count);
        Assert.Equal((Users, users), (page.TotalResults, page.Users.Count));
        page = await _world.ListAsync("userName pr", start: start, count: count);
        Assert.Equal((Users, users), (page.TotalResults, page.Users.Count));
    }

    // Straight into the table: what lists read is the document alone.
    private async Task FillAsync()
    {
        for (var i = 0; i < Users; i++)
        {
            var document = $$$"""{"schemas":[],"id":"id-{{{i}}}","userName":"user-{{{i}}}","meta":{"resourceType":"User"}}""";
            await _world.Table.CommitAsync(
                _world.Group.Id, [new InsertRow($"u:id-{i}", Columns.None, System.Text.Encoding.UTF8.GetBytes(document))], CancellationToken.None);
        }
    }
}
