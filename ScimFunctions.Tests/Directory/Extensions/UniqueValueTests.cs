using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Directory.Searching;
using ScimFunctions.Tests.Protocol.Resources;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Extensions;

public sealed class UniqueValueTests
{
    private const string Urn = "urn:example:acme:keys:1.0:User";

    private static readonly ResourceCatalog Registered = ResourceCatalog.Core with
    {
        User = RegisteredTypes.With(new SchemaExtension(
            RegisteredTypes.Read($$"""
                {"id":"{{Urn}}","name":"Keys","attributes":[
                  {"name":"badge","uniqueness":"server"}, {"name":"code","uniqueness":"global","caseExact":true},
                  {"name":"number","type":"integer","uniqueness":"server"}, {"name":"buddy","type":"reference","referenceTypes":["User"]}, {"name":"note"}]}
                """),
            Required: false)),
    };

    [Theory]
    [InlineData("badge", "\"straße\"", "\"STRAßE\"", true)]
    [InlineData("code", "\"a\"", "\"a\"", true)]
    [InlineData("code", "\"a\"", "\"A\"", false)]
    [InlineData("number", "7", "7", true)]
    [InlineData("number", "7", "70", false)]
    public async Task Values_are_the_same_as_they_compare(string attribute, string one, string other, bool same)
    {
        var world = new UserWorld { Catalog = Registered };
        await world.CreateAsync(User("bob", attribute, one));

        var refusal = await Record.ExceptionAsync(() => world.CreateAsync(User("eve", attribute, other))) as ScimException;

        Assert.Equal(same ? 409 : null, refusal?.Error.Status);
    }

    [Theory]
    [InlineData("badge eq \"A1\"", "bob", 2)]
    [InlineData("code eq \"a1\"", "bob", 2)]
    [InlineData("code eq \"A1\"", "", 1)]
    [InlineData("number eq 7", "bob", 2)]
    [InlineData("badge eq \"a1\" and active eq true", "bob", 2)]
    [InlineData("badge eq \"a1\" or badge eq \"b1\"", "bob eve", 4)]
    public async Task Equal_to_a_unique_value_is_looked_up(string filter, string names, int calls)
    {
        var ranges = new ScannedRanges(new InMemoryTable());
        var world = new UserWorld(ranges) { Catalog = Registered };
        await world.CreateAsync($$$"""{"userName":"bob","{{{Urn}}}":{"badge":"a1","code":"a1","number":7} }""");
        await world.CreateAsync(User("eve", "badge", "\"b1\""));
        await world.CreateAsync(User("joe", "note", "\"a1\""));
        ranges.Ranges.Clear();
        world.Counted.Reset();

        var page = await world.ListAsync(filter.Replace("badge", Urn + ":badge", StringComparison.Ordinal).Replace("code", Urn + ":code", StringComparison.Ordinal));

        Assert.Equal(names, string.Join(' ', page.Users.Select(user => user.UserName).Order(StringComparer.Ordinal)));
        Assert.Equal(calls, world.Counted.Total);
        Assert.False(ranges.HasScanned);
    }

    [Fact]
    public async Task Create_takes_one_call()
    {
        var world = new UserWorld { Catalog = Registered };
        await world.CreateAsync(User("bob", "badge", "\"1\""));
        world.Counted.Reset();
        await world.CreateAsync(User("eve", "badge", "\"2\""));
        Assert.Equal(1, world.Counted.Total);
    }

    [Fact]
    public async Task Patch_of_something_else_takes_two_calls_and_no_row_of_it()
    {
        var world = new UserWorld { Catalog = Registered };
        var bob = await world.CreateAsync(User("bob", "badge", "\"1\""));
        world.Counted.Reset();

        await world.SetAsync(bob.Id, $"{Urn}:note", "\"x\"");
        await world.SetAsync(bob.Id, $"{Urn}:badge", "\"1\"");

        Assert.Equal(3, world.Counted.Total);
        Assert.Equal([$"ReplaceRow u:{bob.Id}"], world.LastChanges());
    }

    [Fact]
    public async Task A_reference_costs_one_read_when_it_is_new()
    {
        var world = new UserWorld { Catalog = Registered };
        var bob = await world.CreateAsync("""{"userName":"bob"}""");
        world.Counted.Reset();
        var eve = await world.CreateAsync(User("eve", "buddy", $"\"{bob.Id}\""));
        Assert.Equal(2, world.Counted.Total);

        await world.DeleteAsync(bob.Id);
        world.Counted.Reset();
        await world.SetAsync(eve.Id, "title", "\"Dr\"");
        Assert.Equal(2, world.Counted.Total);
    }

    [Fact]
    public async Task A_changed_value_moves_its_row()
    {
        var world = new UserWorld { Catalog = Registered };
        var bob = await world.CreateAsync(User("bob", "badge", "\"a\""));
        await world.SetAsync(bob.Id, $"{Urn}:badge", "\"A\"");
        Assert.Equal([$"ReplaceRow u:{bob.Id}"], world.LastChanges());

        await world.SetAsync(bob.Id, $"{Urn}:badge", "\"b\"");

        var (a, b) = (RowKeys.UniqueValue(Urn, "badge", "A"), RowKeys.UniqueValue(Urn, "badge", "B"));
        Assert.Equal([$"DeleteRow {a}", $"InsertRow {b}", $"ReplaceRow u:{bob.Id}"], world.LastChanges());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_a_process_with_an_older_catalog_left_behind_stands_in_nobodys_way(bool same)
    {
        var world = new UserWorld { Catalog = Registered };
        var bob = await world.CreateAsync(User("bob", "badge", "\"1\""));
        world.Catalog = ResourceCatalog.Core;
        await world.ReplaceAsync(bob.Id, """{"userName":"bob"}""");
        world.Catalog = Registered;

        var change = same ? world.SetAsync(bob.Id, $"{Urn}:badge", "\"1\"") : world.CreateAsync(User("eve", "badge", "\"1\""));
        while (!change.IsCompleted)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var row = await world.Table.FindAsync(world.Group.Id, RowKeys.UniqueValue(Urn, "badge", "1"), CancellationToken.None);
        Assert.Equal((await change).Id, row!.Columns.GetString("user"));
    }

    private static string User(string userName, string attribute, string value) => $$"""{"userName":"{{userName}}","{{Urn}}":{"{{attribute}}":{{value}} } }""";
}
