using ScimFunctions.Directory.Extensions;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Extensions;

public sealed class ExtensionRegistryTests
{
    private const string One = "urn:example:one", Two = "urn:example:two";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_registered_first_comes_first()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(Two);
        await world.RegisterAsync(One);
        await world.Registry.RemoveAsync("acme", Two, Cancellation);
        Assert.Equal($"-{Two} {One}", await world.UrnsAsync());

        Assert.True(Assert.IsType<ExtensionRegistered>(await world.RegisterAsync(Two)).IsNew);
        Assert.False(Assert.IsType<ExtensionRegistered>(await world.RegisterAsync(One)).IsNew);
        Assert.Equal($"{Two} {One}", await world.UrnsAsync());
    }

    [Fact]
    public async Task The_same_again_writes_nothing()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(One);
        var version = (await world.GroupAsync()).SchemasVersion;

        await world.RegisterAsync(One);

        Assert.Equal(version, (await world.GroupAsync()).SchemasVersion);
    }

    [Fact]
    public async Task A_crash_before_the_commit_changes_nothing()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(One);
        world.Table.OnNextCommit = async (batch, behind) =>
        {
            await behind.CommitAsync((await world.GroupAsync()).Id, batch, Cancellation);
            throw new StorageException("The process is gone.", outcomeUnknown: true);
        };

        await Assert.ThrowsAsync<StorageException>(() => world.RegisterAsync(Two));

        Assert.Equal(One, await world.UrnsAsync());
    }

    [Fact]
    public async Task Who_comes_second_registers_beside_the_first()
    {
        var world = await RegistryWorld.CreateAsync();
        world.Table.OnNextCommit = async (batch, behind) =>
        {
            await world.RegisterAsync(Two);
            return await behind.CommitAsync((await world.GroupAsync()).Id, batch, Cancellation);
        };

        var outcome = world.RegisterAsync(One);
        while (!outcome.IsCompleted)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.IsType<ExtensionRegistered>(await outcome);
        Assert.Equal($"{Two} {One}", await world.UrnsAsync());
    }

    [Fact]
    public async Task Old_versions_are_removed_once_nobody_reads_them()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(One);
        await world.RegisterAsync(Two);
        await world.Registry.RemoveAsync("acme", One, Cancellation);
        Assert.Equal(3, await CatalogsAsync(world));

        world.Time.Advance(TimeSpan.FromHours(2));
        await world.Registry.RemoveAsync("acme", Two, Cancellation);

        Assert.Equal(2, await CatalogsAsync(world));
    }

    [Fact]
    public async Task A_group_that_there_is_not_has_no_extensions()
    {
        var world = await RegistryWorld.CreateAsync();
        Assert.IsType<ExtensionMissing>(await world.Registry.RemoveAsync("nobody", One, Cancellation));
        Assert.IsType<ExtensionMissing>(await world.Registry.RemoveAsync("acme", One, Cancellation));
    }

    [Theory]
    [InlineData("urn:example:one")]
    [InlineData("urn:example:ONE:more")]
    [InlineData("urn:example:one:more:still")]
    public async Task A_URN_does_not_continue_another(string urn)
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(One, type: "Group");
        Assert.IsType<ExtensionConflict>(await world.RegisterAsync(urn));
    }

    [Fact]
    public async Task A_resource_type_has_at_most_16_extensions()
    {
        var world = await RegistryWorld.CreateAsync();
        for (var number = 0; number < 16; number++)
        {
            Assert.IsType<ExtensionRegistered>(await world.RegisterAsync($"urn:example:n{number}"));
        }

        Assert.IsType<ExtensionConflict>(await world.RegisterAsync(One));
        Assert.IsType<ExtensionRegistered>(await world.RegisterAsync(One, type: "Group"));
        await world.Registry.RemoveAsync("acme", "urn:example:n3", Cancellation);
        Assert.IsType<ExtensionRegistered>(await world.RegisterAsync(Two));
    }

    [Fact]
    public async Task A_resource_type_has_at_most_10_unique_attributes_removed_ones_included()
    {
        var world = await RegistryWorld.CreateAsync();
        await world.RegisterAsync(One, $"[{string.Join(',', Enumerable.Range(0, 10).Select(number => $$"""{"name":"a{{number}}","uniqueness":"server"}"""))}]");
        await world.Registry.RemoveAsync("acme", One, Cancellation);

        var conflict = Assert.IsType<ExtensionConflict>(await world.RegisterAsync(Two, """[{"name":"a","uniqueness":"server"}]"""));

        Assert.Equal("schema.attributes", conflict.Problem.Place);
        Assert.IsType<ExtensionRegistered>(await world.RegisterAsync(Two));
    }

    [Fact]
    public async Task Extensions_together_have_a_bound()
    {
        var world = await RegistryWorld.CreateAsync();
        var large = $"[{string.Join(',', Enumerable.Range(0, 64).Select(number => $$"""{"name":"a{{number}}","description":"{{new string('x', 1000)}}"}"""))}]";
        var outcomes = new List<ExtensionOutcome>();
        for (var number = 0; number < 4; number++)
        {
            outcomes.Add(await world.RegisterAsync($"urn:example:n{number}", large));
        }

        Assert.IsType<ExtensionRegistered>(outcomes[0]);
        Assert.Contains("256 KiB", Assert.IsType<ExtensionConflict>(outcomes[^1]).Problem.Rule, StringComparison.Ordinal);
    }

    private static async Task<int> CatalogsAsync(RegistryWorld world) =>
        (await world.Table.ReadAsync((await world.GroupAsync()).Id, RowRange.Prefix("s:", 100), Cancellation)).Rows.Count;
}
