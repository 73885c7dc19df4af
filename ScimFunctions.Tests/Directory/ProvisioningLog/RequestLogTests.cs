using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.ProvisioningLog;

/// <summary>What was refused is written by the window, whatever a client does.</summary>
public sealed class RequestLogTests : IAsyncDisposable
{
    private const int MostSingle = 150, MostKinds = 30;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));
    private readonly TamperedTable _table = new();
    private readonly CountingTable _counted;
    private readonly TenantGroupRegistry _groups;
    private readonly RequestLog _log;

    public RequestLogTests()
    {
        _counted = new CountingTable(_table);
        _groups = new TenantGroupRegistry(_counted, _time);
        _log = new RequestLog(_counted, _groups, _time);
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    [Fact]
    public async Task Nothing_is_written_before_the_window_ends_and_one_row_then()
    {
        var group = await GroupAsync();
        for (var request = 0; request < 50; request++)
        {
            _log.Add(group, Refused(request));
        }

        _time.Advance(RequestLog.Window - TimeSpan.FromSeconds(1));
        Assert.Empty(await RowsAsync(group));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(50, Read(Assert.Single(await RowsAsync(group))).Count);
    }

    [Fact]
    public async Task A_flood_is_counted_by_kind()
    {
        var group = await GroupAsync();
        for (var request = 0; request < 10_000; request++)
        {
            _log.Add(group, Refused(request % 2 == 0 ? 404 : 409) with { ResourceId = $"{request}" });
        }

        await _log.FlushAsync();

        var written = Read(Assert.Single(await RowsAsync(group)));
        Assert.Equal(MostSingle + 2, written.Count);
        Assert.Equal(10_000, written.Sum(request => request.Times));
        Assert.All(written.Where(request => request.Times > 1), request => Assert.Null(request.ResourceId));
    }

    [Fact]
    public async Task Kinds_beyond_the_most_are_one_kind()
    {
        var group = await GroupAsync();
        for (var request = 0; request < 1_000; request++)
        {
            _log.Add(group, Refused(404) with { Detail = $"detail {request}" });
        }

        await _log.FlushAsync();

        var written = Read(Assert.Single(await RowsAsync(group)));
        Assert.Equal(MostSingle + MostKinds + 1, written.Count);
        Assert.Equal(1_000, written.Sum(request => request.Times));
    }

    [Fact]
    public async Task A_row_of_the_longest_texts_fits()
    {
        var group = await GroupAsync();
        for (var request = 0; request < 1_000; request++)
        {
            _log.Add(group, Refused(404) with { Detail = $"{request} " + new string('\u4e2d', 5_000), ResourceId = new string('\u4e2d', 5_000), Client = new string('a', 120) });
        }

        await _log.FlushAsync();
        Assert.InRange(Assert.Single(await RowsAsync(group)).Document.Length, 1, 512 * 1024);
    }

    [Fact]
    public async Task What_cannot_be_written_is_written_later()
    {
        var group = await GroupAsync();
        _log.Add(group, Refused(404));
        _table.OnNextCommit = (_, _) => throw new StorageException("away", outcomeUnknown: false);
        await _log.FlushAsync();
        Assert.Empty(await RowsAsync(group));

        await _log.FlushAsync();

        Assert.Single(await RowsAsync(group));
    }

    [Fact]
    public async Task Refused_tokens_are_one_row_an_hour_and_one_write_a_minute()
    {
        var group = await GroupAsync();
        _counted.Reset();
        for (var minute = 0; minute < 90; minute++)
        {
            for (var request = 0; request < 1_000; request++)
            {
                _log.CountRefused(group);
                _log.CountRefused(null);
            }

            _time.Advance(TimeSpan.FromMinutes(1));
        }

        await _log.FlushAsync();

        Assert.InRange(_counted.Commits, 2, 95);
        var rows = (await RowsAsync(group)).ConvertAll(row => Assert.Single(Read(row)));
        Assert.Equal(2, rows.Count);
        Assert.Equal(90_000, rows.Sum(row => row.Times));
        Assert.All(rows, row => Assert.Equal((401, 0), (row.Status, row.At.Minute)));
    }

    [Fact]
    public async Task Refused_tokens_of_a_group_that_is_gone_are_not_written()
    {
        var group = await GroupAsync();
        _log.CountRefused(group with { Path = "gone" });
        await _log.FlushAsync();
        Assert.Empty(await RowsAsync(group));
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(0, 2)]
    [InlineData(30, 1)]
    [InlineData(60, 2)]
    public async Task Rows_are_kept_as_long_as_the_group_says(int? days, int left)
    {
        var group = await GroupAsync() with { RetentionDays = days };
        _log.Add(group, Refused(404));
        await _log.FlushAsync();
        _time.Advance(TimeSpan.FromDays(40));
        _log.Add(group, Refused(404));
        await _log.FlushAsync();
        Assert.Equal(left, (await RowsAsync(group)).Count);
    }

    private static List<LoggedRequest> Read(Row row) => [.. JsonNode.Parse(row.Document.Span)!.AsArray().Select(request => new LoggedRequest
    {
        At = (DateTimeOffset)request!["at"]!,
        Action = (string)request["action"]!,
        Status = (int)request["status"]!,
        ResourceId = (string?)request["resourceId"],
        Times = (int)request["times"]!,
    })];

    private static LoggedRequest Refused(int status) => new() { Actor = "token-1", Action = "GET", Status = status, ResourceType = "Users", Detail = "No." };

    private async Task<TenantGroup> GroupAsync() =>
        Assert.IsType<TenantGroupSaved>(await _groups.CreateAsync("acme", null, CancellationToken.None)).Stored.Group;

    private async Task<List<Row>> RowsAsync(TenantGroup group) =>
        [.. (await _table.ReadAsync(group.Id, RowRange.Prefix("r:", 1_000), CancellationToken.None)).Rows];
}
