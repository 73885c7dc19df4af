using System.Text;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Protocol.Schemas.Reading;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Functions.Management;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Transfer;

/// <summary>What goes out of a tenant group as lines and comes into another one, on each of the stores.</summary>
public abstract class TransferTests : IAsyncLifetime
{
    private TransferWorld? _world;

    private TransferWorld World => _world!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = new TransferWorld(await ConnectAsync());

    public abstract ValueTask DisposeAsync();

    /// <summary>An empty store.</summary>
    protected abstract ValueTask<ITable> ConnectAsync();

    [Fact]
    public async Task Copy_of_a_tenant_group_exports_as_the_original_does()
    {
        await FillAsync("acme", users: 40);
        var lines = await World.ExportAsync("acme");

        var report = await World.ImportAsync("copy", lines);

        Assert.Empty(report.Problems);
        Assert.True(report.IsWhole);
        Assert.Equal(new ExportCounts(40, 4, 3, 45), report.Made);
        Assert.Equal(Resources(lines), Resources(await World.ExportAsync("copy")));
        await World.CheckAsync("copy");
    }

    [Fact]
    public async Task Settings_and_extensions_come_with_it()
    {
        await FillAsync("acme", users: 1);
        var before = (await World.Groups.FindAsync("acme", Cancellation))!;
        await World.Groups.ReplaceAsync(before.Group with { RetentionDays = 7, AllowDuplicateGroupNames = true }, before.ETag, Cancellation);

        await World.ImportAsync("copy", await World.ExportAsync("acme"));

        var copy = await World.FindAsync("copy");
        Assert.Equal((7, true, "copy"), (copy.RetentionDays, copy.AllowDuplicateGroupNames, copy.Path));
        Assert.NotEqual(before.Group.Id, copy.Id);
        Assert.Null(copy.TokensVersion);
        var registrations = await new CatalogReader(World.Table, TimeProvider.System).RegistrationsAsync(copy, Cancellation);
        Assert.Equal(ExtensionSession.Urn, Assert.Single(registrations).Schema.Id);
    }

    [Fact]
    public async Task Repeated_import_makes_nothing_more()
    {
        await FillAsync("acme", users: 25);
        var lines = await World.ExportAsync("acme");
        await World.ImportAsync("copy", lines);
        var (once, counted) = (await RowsAsync("copy"), await CountedAsync("copy"));

        var report = await World.ImportAsync("copy", lines);

        Assert.Equal(ExportCounts.None, report.Made);
        Assert.Equal(25 + 4 + 3 + 25, report.There);
        Assert.Equal(WithoutCounts(once), WithoutCounts(await RowsAsync("copy")));
        Assert.Equal((25, 3), counted);
        Assert.Equal(counted, await CountedAsync("copy"));
        await World.CheckAsync("copy");
    }

    private async Task<(int Users, int Groups)> CountedAsync(string path) =>
        await new Counts(World.Table, TimeProvider.System).TotalsAsync((await World.FindAsync(path)).Id, Cancellation);

    // Each import counts anew, so the rows of counts are others and their sums the same.
    private static IEnumerable<string> WithoutCounts(string rows) =>
        rows.Split('\n').Where(row => !row.StartsWith("c:", StringComparison.Ordinal));

    [Fact]
    public async Task Import_of_a_part_is_gone_on_with_by_the_whole()
    {
        await FillAsync("acme", users: 60);
        var lines = await World.ExportAsync("acme");
        var part = lines[..(lines.Length / 3)];
        var cut = await World.ImportAsync("copy", part[..(part.LastIndexOf('\n') + 1)]);
        Assert.False(cut.IsWhole);

        var report = await World.ImportAsync("copy", lines);

        Assert.Empty(report.Problems);
        Assert.Equal(60, cut.Made.Users + report.Made.Users);
        Assert.Equal(Resources(lines), Resources(await World.ExportAsync("copy")));
        await World.CheckAsync("copy");
    }

    [Fact]
    public async Task Export_that_was_cut_off_anywhere_is_gone_on_with_as_if_it_had_not_been()
    {
        await FillAsync("acme", users: 12);
        var whole = await World.ExportAsync("acme");
        var ends = Enumerable.Range(0, whole.Length).Where(at => whole[at] == '\n').ToList();
        foreach (var end in ends)
        {
            var position = whole[..end].Split('\n').Aggregate(ExportPosition.Start, (at, line) => at.After(Encoding.UTF8.GetBytes(line)));
            if (position.HasEnded)
            {
                Assert.Equal(ends[^1], end);
                continue;
            }

            using var rest = new MemoryStream();
            await World.ExportAsync("acme", position, rest);
            Assert.Equal(Resources(whole), Resources(whole[..(end + 1)] + Encoding.UTF8.GetString(rest.ToArray())));
        }

        // It is the same export each time.
        var registered = await World.Table.ReadAsync((await World.FindAsync("acme")).Id, RowRange.Prefix("export:", 10), Cancellation);
        Assert.Contains(Assert.Single(registered.Rows).Key["export:".Length..], whole.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_hand_need_a_userName_alone()
    {
        var report = await World.ImportAsync("acme", """
            {"user":{"userName":"ada"}}
            {"user":{"userName":"grace","id":"grace-1","active":false},"role":"owner"}

            {"group":{"displayName":"Sales","id":"sales"}}
            {"members":"sales","users":["grace-1"]}
            """);

        Assert.Empty(report.Problems);
        Assert.Equal(new ExportCounts(2, 0, 1, 1), report.Made);
        var world = await World.GroupAsync("acme");
        Assert.Equal("owner", (await world.UserAsync("grace-1")).Role);
        Assert.Equal(["grace-1"], await world.MembersAsync("sales"));
        await World.CheckAsync("acme");
    }

    [Fact]
    public async Task Lines_that_break_a_rule_are_named_and_the_others_are_imported()
    {
        var report = await World.ImportAsync("acme", """
            {"user":{"userName":"ada"}}
            {"user":{"userName":"ADA"}}
            {"user":{"displayName":"nobody"}}
            {"user":{"userName":"x","id":"a/b"}}
            nonsense
            {"what":1}
            {"members":"nowhere","users":[]}
            {"user":{"userName":"y","emails":7}}
            {"user":{"userName":"z","active":true},"since":"yesterday"}
            {"user":{"userName":"grace"}}
            """);

        Assert.Equal([2L, 3, 4, 5, 6, 7, 8, 9], report.Problems.Select(problem => problem.Line).Order());
        Assert.Equal(2, report.Made.Users);
        Assert.StartsWith("userName must be unique", report.Problems.Single(problem => problem.Line == 2).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ADA", report.Problems.Single(problem => problem.Line == 2).Text, StringComparison.Ordinal);
        await World.CheckAsync("acme");
    }

    [Fact]
    public async Task Import_into_a_tenant_group_leaves_what_is_there()
    {
        var world = await World.GroupAsync("acme");
        var there = await world.UsersAsync("ada");
        var before = await world.UserAsync(there[0]);

        var report = await World.ImportAsync("acme", $$"""
            {"user":{"userName":"other","id":"{{there[0]}}"} }
            {"user":{"userName":"grace"} }
            """);

        Assert.Equal((1, 1), (report.Made.Users, report.There));
        Assert.Equal(before.Version, (await world.UserAsync(there[0])).Version);
        await World.CheckAsync("acme");
    }

    [Fact]
    public async Task Path_that_breaks_the_rule_is_refused() =>
        await Assert.ThrowsAsync<FormatException>(() => World.ImportAsync("-", """{"user":{"userName":"ada"}}"""));

    /// <summary>Users, one of them deleted, an extension, and groups: Sales of the first 30, Inner in Outer.</summary>
    private async Task FillAsync(string path, int users)
    {
        await World.Groups.CreateAsync(path, null, Cancellation);
        var schema = SchemaReader.Read(System.Text.Json.Nodes.JsonNode.Parse(ExtensionSession.Badge), "schema");
        Assert.IsType<ExtensionRegistered>(await World.Extensions.RegisterAsync(path, new SchemaRegistration("User", schema, Required: false), Cancellation));
        var world = await World.GroupAsync(path);
        var ids = await world.UsersAsync(users + 1);
        await world.DeleteUserAsync(ids[users]);
        ids = ids[..users];
        var sales = await world.CreateAsync("Sales", [.. ids.Take(30)]);
        var inner = await world.CreateAsync("Inner", [.. ids.Skip(users - (users > 30 ? 14 : 0)).Take(14)]);
        await world.CreateAsync("Outer", users > 30 ? [inner.Id] : []);
        Assert.NotNull(sales);
    }

    // What does not tell of when and where it was exported.
    private static string[] Resources(string lines) => [.. lines.Split('\n').Where(line => !line.StartsWith("{\"export\"", StringComparison.Ordinal))];

    private async Task<string> RowsAsync(string path)
    {
        var keys = new List<string>();
        var partition = (await World.FindAsync(path)).Id;
        var range = new RowRange("!", "j", 1_000);
        for (var more = true; more;)
        {
            var page = await World.Table.ReadAsync(partition, range, Cancellation);
            keys.AddRange(page.Rows.Select(row => $"{row.Key} {row.ETag}"));
            more = page.More;
            range = more ? range.After(page.Rows[^1].Key) : range;
        }

        return string.Join('\n', keys);
    }
}

public sealed class EmbeddedTransferTests : TransferTests
{
    private readonly TemporaryDirectory _directory = new();
    private EmbeddedTable? _table;

    public override async ValueTask DisposeAsync()
    {
        await (_table?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    protected override ValueTask<ITable> ConnectAsync() => new(_table = EmbeddedTable.Open(_directory.Path));
}

public sealed class AzuriteTransferTests(Azurite azurite) : TransferTests
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async ValueTask<ITable> ConnectAsync() =>
        ScimFunctions.Storage.AzureTables.AzureTable.Connect(await azurite.ConnectAsync(), $"t{Random.Shared.NextInt64():x}");
}
