using System.Net;
using System.Text.Json;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Races;

/// <summary>Four processes on one store behave as one: after ten thousand operations at once, all rows agree.</summary>
public sealed class FourProcessTests(Azurite azurite)
{
    private const int Operations = 10_000, Writers = 32;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Mixed_operations_on_one_embedded_store_leave_all_rows_in_agreement() => RunAsync(connection: null);

    [Fact]
    public async Task Mixed_operations_on_one_Azurite_leave_all_rows_in_agreement() => await RunAsync(await azurite.ConnectAsync());

    private static async Task RunAsync(string? connection)
    {
        await using var servers = new FourServers();
        await servers.StartAsync(connection, Cancellation);
        using var client = new HttpClient();
        var load = new MixedLoad(client, servers.Doors, Operations);

        await load.RunAsync(Writers, Cancellation);

        foreach (var (answer, count) in load.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{answer}: {count}");
        }

        Assert.Equal(Operations, load.Answers.Values.Sum());
        await servers.CheckAsync(connection);
        foreach (var type in (string[])["/Users", "/Groups"])
        {
            var totals = await Task.WhenAll(servers.Doors.Select(door => TotalAsync(client, door, type)));
            var alive = Of(load, $"POST {type} 201") - Of(load, $"DELETE {type} 204");
            Assert.All(totals, total => Assert.Equal(alive, total));
        }
    }

    private static int Of(MixedLoad load, string answer) => load.Answers.GetValueOrDefault(answer);

    private static async Task<int> TotalAsync(HttpClient client, ScimTenant door, string type)
    {
        var (status, body) = await client.SendAsync(door, HttpMethod.Get, $"{type}?count=0", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, status);
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("totalResults").GetInt32();
    }
}
