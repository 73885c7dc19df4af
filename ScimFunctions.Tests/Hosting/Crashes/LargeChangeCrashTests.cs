using System.Net;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Directory;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Functions.Groups;
using ScimFunctions.Tests.Functions.LargeGroups;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Crashes;

/// <summary>Servers that are killed in the middle of a change of many members: the next one shows it whole, and makes it.</summary>
public sealed class LargeChangeCrashTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _client = new();
    private EmbeddedTable? _table;
    private string _partition = "", _token = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ServerProcessOptions Options => new() { Directory = _directory.Path };

    public async ValueTask InitializeAsync()
    {
        await LargeStore.CopyToAsync(_directory.Path);
        await using (var command = Options.Run("token", LargeStore.Tenant))
        {
            _token = await command.Output.AfterAsync("Secret token:").WaitAsync(Cancellation);
            await command.WaitForExitAsync(Cancellation);
        }

        _table = EmbeddedTable.Open(_directory.Path);
        _partition = (await new TenantGroupRegistry(_table, TimeProvider.System).FindAsync(LargeStore.Tenant, Cancellation))!.Group.Id;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await (_table?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    [Fact]
    public async Task Ten_thousand_members_of_a_killed_server_are_all_there_or_none_is()
    {
        var members = LargeStore.Users.Take(10_000).ToArray();
        foreach (var made in (int[])[-1, 32, 9_000])
        {
            string group;
            bool isAnswered;
            await using (var server = await StartAsync())
            {
                var session = Session(server);
                group = (await session.CreateGroupAsync($"Killed at {made}")).Is(HttpStatusCode.Created).Id;
                var change = session.PatchGroupAsync(group, $$"""[{"op":"add","path":"members","value":{{LargeStore.Values(members)}}}]""");
                isAnswered = await KillAsync(server, change, group, made);
            }

            await using (var server = await StartAsync())
            {
                var found = await Session(server).MembersAsync(group);
                Assert.True(found.Length == members.Length || (found.Length == 0 && !isAnswered), $"{made}: {found.Length} members, answered: {isAnswered}");
                await SettledAsync();
                Assert.Equal(found.Length, (await Session(server).MembersAsync(group)).Length);
            }
        }

        await StoreCheck.CheckAsync(_table!, _partition);
    }

    [Fact]
    public async Task Group_of_a_hundred_thousand_whose_deletion_was_cut_off_twice_is_gone_altogether()
    {
        var someone = LargeStore.Users[LargeStore.Many - 1];
        await using (var server = await StartAsync())
        {
            var deletion = Session(server).SendAsync("DELETE", "/Groups/" + LargeStore.Everyone);
            Assert.True(await KillAsync(server, deletion, LargeStore.Everyone, made: 1_000));
        }

        await using (var server = await StartAsync())
        {
            (await Session(server).GetAsync("/Groups/" + LargeStore.Everyone)).IsError(404);
            Assert.Null((await Session(server).GetAsync("/Users/" + someone)).Is(HttpStatusCode.OK).Json["groups"]);
            await KillAsync(server, Task.CompletedTask, LargeStore.Everyone, made: 40_000);
        }

        await using (var server = await StartAsync())
        {
            (await Session(server).GetAsync("/Groups/" + LargeStore.Everyone)).IsError(404);
            await SettledAsync();
        }

        var left = await _table!.ReadAsync(_partition, RowRange.Prefix(RowKeys.Members(LargeStore.Everyone), 1), Cancellation);
        Assert.Empty(left.Rows);
        await StoreCheck.CheckAsync(_table!, _partition);
    }

    private Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(Options, first: false, Cancellation);

    private TenantSession Session(ServerProcess server) =>
        new(_client, new ScimTenant(LargeStore.Tenant, server.TenantUri(LargeStore.Tenant), _token), _table!);

    /// <summary>Kills a server once so many members of a change are made, or once anything of it is written where that is less
    /// than none; says whether it was answered.</summary>
    private async Task<bool> KillAsync(ServerProcess server, Task change, string group, int made)
    {
        while (!await IsMadeAsync(group, made))
        {
            await Task.Delay(Pause, TimeProvider.System, Cancellation);
        }

        server.Kill();
        await server.WaitForExitAsync(Cancellation);
        try
        {
            await change;
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<bool> IsMadeAsync(string group, int made)
    {
        if (made < 0)
        {
            return (await _table!.ReadAsync(_partition, RowRange.Prefix(RowKeys.Intent(group), 1), Cancellation)).Rows.Count > 0;
        }

        return await _table!.FindAsync(_partition, RowKeys.Intent(group), Cancellation) is { } header && header.Columns.GetInt64("progress") >= made;
    }

    /// <summary>Waits until a server has made what another one left.</summary>
    private async Task SettledAsync()
    {
        while ((await _table!.ReadAsync(_partition, RowRange.Prefix(RowKeys.Intents, 2), Cancellation)).Rows.Any(row =>
            !row.Key[RowKeys.Intents.Length..].Contains(':', StringComparison.Ordinal)))
        {
            await Task.Delay(Pause, TimeProvider.System, Cancellation);
        }
    }
}
