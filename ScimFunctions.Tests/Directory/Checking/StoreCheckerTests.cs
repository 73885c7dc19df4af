using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Checking;

/// <summary>What breaks the rows of a tenant group is found, and mended.</summary>
public sealed class StoreCheckerTests
{
    [Fact]
    public async Task What_the_directory_writes_agrees()
    {
        var world = await CheckWorld.CreateAsync();
        Assert.Empty((await world.CheckAsync()).Findings);
    }

    [Theory]
    [InlineData("i:ext-jo", "i:ext-jo")]
    [InlineData("n:JO", "n:JO")]
    [InlineData("e:JO@X:{jo}", "e:JO@X:{jo}")]
    [InlineData("m:{al}", "m:{al}")]
    [InlineData("d:TEAM", "d:TEAM")]
    [InlineData("gi:ext-team", "gi:ext-team")]
    [InlineData("x:{team}", "g:{team}")]
    [InlineData("gm:{team}:u:{jo}", "mg:{jo}:{team}")]
    [InlineData("mg:{jo}:{team}", "gm:{team}:u:{jo}")]
    [InlineData("gm:{all}:g:{team}", "gg:{team}:{all}")]
    [InlineData("gg:{team}:{all}", "gm:{all}:g:{team}")]
    [InlineData("gt", "gg:{team}:{all}")]
    [InlineData("u:{jo}", "n:JO")]
    [InlineData("u:{jo}", "gm:{team}:u:{jo}")]
    [InlineData("g:{team}", "d:TEAM")]
    [InlineData("g:{team}", "gm:{team}:u:{jo}")]
    [InlineData("g:{all}", "gm:{all}:g:{team}")]
    public async Task Missing_row_is_found_and_mended(string deleted, string found)
    {
        var world = await CheckWorld.CreateAsync();
        await world.DeleteAsync(deleted);
        await AssertFoundAndMendedAsync(world, found);
    }

    [Theory]
    [InlineData("n:NOBODY", "user", "{jo}")]
    [InlineData("n:NOBODY", "user", "nobody")]
    [InlineData("i:nobody", "user", "nobody")]
    [InlineData("e:X@X:{jo}", "user", "{jo}")]
    [InlineData("m:nobody", "role", "guest")]
    [InlineData("d:NOBODY", "group", "{team}")]
    [InlineData("gi:nobody", "group", "nobody")]
    [InlineData("gm:{team}:u:nobody", "x", "")]
    [InlineData("gm:nobody:u:{jo}", "x", "")]
    [InlineData("mg:nobody:{team}", "x", "")]
    [InlineData("gg:nobody:{team}", "x", "")]
    [InlineData("w:{team}:lost:u:x", "x", "")]
    public async Task Row_of_nobody_is_found_and_mended(string key, string column, string value)
    {
        var world = await CheckWorld.CreateAsync();
        await world.PutAsync(key, new Column(column, value));
        await AssertFoundAndMendedAsync(world, key);
    }

    [Theory]
    [InlineData("i:ext-jo", "active", false)]
    [InlineData("n:JO", "user", "{al}")]
    [InlineData("m:{jo}", "state", "ended")]
    [InlineData("m:{al}", "role", "owner")]
    [InlineData("u:{jo}", "active", false)]
    [InlineData("u:{jo}", "inGroups", false)]
    [InlineData("u:{jo}", "userName", "al")]
    [InlineData("u:{jo}", "externUid", "other")]
    [InlineData("g:{team}", "displayName", "other")]
    [InlineData("gt", "pending", "m:{team}:lost")]
    public async Task Row_that_says_something_else_is_found_and_mended(string key, string column, object value)
    {
        var world = await CheckWorld.CreateAsync();
        await world.SetAsync(key, new Column(column, value is string text ? world.Named(text) : value));
        await AssertFoundAndMendedAsync(world, key);
    }

    [Fact]
    public async Task Two_users_of_one_name_are_left_for_a_person_to_decide()
    {
        var world = await CheckWorld.CreateAsync();
        var row = await world.Table.FindAsync(world.Partition, world.Named("u:{al}"), TestContext.Current.CancellationToken);
        var document = System.Text.Encoding.UTF8.GetBytes(UserWorld.Text(row!.Document).Replace("\"userName\":\"al\"", "\"userName\":\"jo\"", StringComparison.Ordinal));
        await world.Table.CommitAsync(world.Partition, [new ReplaceRow(row.Key, row.ETag, row.Columns, document)], TestContext.Current.CancellationToken);

        var left = (await world.RepairAsync()).Left.Findings;

        Assert.Contains(left, finding => finding.Key == "n:JO" && finding.Problem.Contains("Change or delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Document_that_cannot_be_read_is_found()
    {
        var world = await CheckWorld.CreateAsync();
        await world.Table.CommitAsync(world.Partition, [new UpsertRow("u:odd", Columns.Of(new Column("role", "guest")), new byte[] { 1 })], TestContext.Current.CancellationToken);
        Assert.Contains((await world.CheckAsync()).Findings, finding => finding.Key == "u:odd");
    }

    [Theory]
    [InlineData("{jo}\n{al}", "{jo}")]
    [InlineData("{jo}\n{al}\nnobody\nno-one", "{jo}")]
    [InlineData("", "{jo}")]
    [InlineData(null, "{jo}")]
    public async Task Owners_are_those_whose_own_rows_say_so(string? listed, string owners)
    {
        var world = await CheckWorld.CreateAsync();
        await world.SetAsync("u:{jo}", new Column("role", "owner"));
        await world.SetAsync("m:{jo}", new Column("role", "owner"));
        if (listed is not null)
        {
            await world.ListOwnersAsync(listed);
        }

        await AssertFoundAndMendedAsync(world, "o:owner");
        Assert.Equal(world.Named(owners), await world.OwnersAsync());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("o:other")]
    [InlineData("gu:x")]
    [InlineData("vv")]
    [InlineData("zz:x")]
    public async Task Row_of_no_known_kind_is_left_for_a_person_to_decide(string key)
    {
        var world = await CheckWorld.CreateAsync();
        await world.PutAsync(key, new Column("x", ""));
        Assert.Equal([key], (await world.RepairAsync()).Left.Findings.Select(finding => finding.Key));
    }

    [Fact]
    public async Task Lane_without_an_owner_is_found()
    {
        var world = await CheckWorld.CreateAsync();
        await world.PutAsync("l:000", new Column("until", 1L));
        Assert.Equal(["l:000"], (await world.CheckAsync()).Findings.Select(finding => finding.Key));
    }

    [Fact]
    public async Task Empty_places_of_the_journal_are_counted_and_made_void()
    {
        var world = await CheckWorld.CreateAsync();
        await world.DeleteAsync("j:000:000000000002");

        Assert.Equal((0, 1), ((await world.CheckAsync()).Findings.Count, (await world.CheckAsync()).EmptyPlaces));
        Assert.Equal(1, (await world.RepairAsync()).MadeVoid);
        Assert.Equal(0, (await world.CheckAsync()).EmptyPlaces);
    }

    private static async Task AssertFoundAndMendedAsync(CheckWorld world, string key)
    {
        var found = (await world.CheckAsync()).Findings;
        Assert.Contains(world.Named(key), found.Select(finding => finding.Key));

        var report = await world.RepairAsync();

        Assert.Contains(world.Named(key), report.Mended.Select(finding => finding.Key));
        Assert.Empty(report.Left.Findings);
        Assert.Empty((await world.CheckAsync()).Findings);
    }
}
