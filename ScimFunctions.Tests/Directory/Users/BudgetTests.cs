using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Users;

/// <summary>How many calls of the store each use case may take, once the process has its lane.</summary>
public abstract class BudgetTests : IAsyncDisposable
{
    [Fact]
    public async Task Get_takes_one() => await TakesAsync(1, (world, id) => world.Users.GetAsync(world.Group, id, CancellationToken.None).AsTask());

    [Theory]
    [InlineData("id eq \"{id}\"", 1)]
    [InlineData("externalId eq \"bob-1\"", 2)]
    [InlineData("userName eq \"BOB\"", 2)]
    [InlineData("emails.value eq \"Bob@example.com\"", 2)]
    [InlineData("emails[type eq \"work\"].value eq \"bob@example.com\"", 2)]
    [InlineData("emails[type eq \"work\" and value eq \"bob@example.com\"]", 2)]
    [InlineData("userName eq \"bob\" and active eq true", 2)]
    [InlineData("userName eq \"nobody\"", 1)]
    public async Task Look_up_takes_at_most_two(string filter, int calls) =>
        await TakesAsync(calls, (world, id) => world.ListAsync(filter.Replace("{id}", id, StringComparison.Ordinal)));

    [Fact]
    public async Task Create_takes_one() => await TakesAsync(1, (world, _) => world.CreateAsync("""{ "userName": "eve", "externalId": "eve-1" }"""));

    [Fact]
    public async Task Create_of_a_chosen_id_takes_one() =>
        await TakesAsync(1, (world, _) => world.CreateAsync("""{ "userName": "eve", "id": "eve-1", "externalId": "eve-1" }"""));

    [Fact]
    public async Task Patch_takes_two() => await TakesAsync(2, (world, id) => world.SetAsync(id, "active", "false"));

    [Fact]
    public async Task Patch_that_changes_nothing_takes_one() => await TakesAsync(1, (world, id) => world.SetAsync(id, "active", "true"));

    [Fact]
    public async Task Put_takes_two() => await TakesAsync(2, (world, id) => world.ReplaceAsync(id, """{ "userName": "robert" }"""));

    [Fact]
    public async Task Delete_takes_two() => await TakesAsync(2, (world, id) => world.DeleteAsync(id));

    public abstract ValueTask DisposeAsync();

    protected abstract ITable Connect();

    private async Task TakesAsync(int calls, Func<UserWorld, string, Task> use)
    {
        var world = new UserWorld(Connect());
        var user = await world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1", "emails": [{ "type": "work", "value": "bob@example.com" }] }""");
        world.Counted.Reset();

        await use(world, user.Id);

        Assert.Equal(calls, world.Counted.Total);
    }
}

public sealed class InMemoryBudgetTests : BudgetTests
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override ITable Connect() => new InMemoryTable();
}

public sealed class EmbeddedBudgetTests : BudgetTests
{
    private readonly TemporaryDirectory _directory = new();
    private EmbeddedTable? _table;

    public override async ValueTask DisposeAsync()
    {
        await (_table?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    protected override ITable Connect() => _table = EmbeddedTable.Open(_directory.Path);
}
