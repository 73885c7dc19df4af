using System.Text.Json;
using ScimFunctions.Cli.Trying.Playing;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Cli.Trying;

public sealed class TryTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private const string Resident = "resident@example.com";

    public static TheoryData<string> Clients => [.. CycleFile.Clients];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Every_cycle_passes_here_and_leaves_nothing_behind(string client)
    {
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync(Cancellation, client);
        Assert.DoesNotContain(run.Output.Split('\n').Skip(1), line => line.Length > 0 && !line.StartsWith("passed\t", StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([Resident], await session.NamesAsync(Cancellation));
    }

    [Fact]
    public async Task Entras_flag_in_the_tenant_URL_makes_it_write_its_other_dialect()
    {
        var dotted = false;
        var session = await TrySession.InAsync(server, Cancellation);
        await using var endpoint = await DistortedEndpoint.StartAsync(session.Tenant, (exchange, forward) =>
        {
            dotted |= exchange.Body.Contains("name.familyName\":", StringComparison.Ordinal) && exchange.Query.Contains("aadOptscim062020", StringComparison.Ordinal);
            return forward();
        }, Cancellation);
        var run = await session.RunAsync(endpoint.Url + "/?aadOptscim062020", Cancellation, "entra");
        Assert.Equal(0, run.ExitCode);
        Assert.True(dotted);
    }

    [Theory]
    [InlineData("entra", "filters are ignored", "filter-ignored")]
    [InlineData("entra", "filters are refused", "filter-refused")]
    [InlineData("entra", "a search that finds nothing is a 404", "test-404")]
    [InlineData("entra", "a search that finds nothing is a 404", "match-404")]
    [InlineData("entra", "searches never find", "match-finds-nothing")]
    [InlineData("entra", "names are compared with their case", "match-case")]
    [InlineData("entra", "the status of errors is a number", "error-status")]
    [InlineData("entra", "errors are web pages", "not-json")]
    [InlineData("entra", "PATCH changes nothing", "patch-ignored")]
    [InlineData("entra", "PATCH changes nothing", "disable-ignored")]
    [InlineData("entra", "there is no PATCH", "patch-missing")]
    [InlineData("entra", "strings are no booleans", "active-string")]
    [InlineData("entra", "disabled users are hidden", "disabled-hidden")]
    [InlineData("entra", "a duplicate is a server error", "duplicate-500")]
    [InlineData("entra", "a duplicate is made", "duplicate-made")]
    [InlineData("entra", "externalId is not kept", "match-external")]
    [InlineData("entra", "removing a member empties the group", "members-emptied")]
    [InlineData("entra", "members cannot be left out", "members-not-excluded")]
    [InlineData("okta", "PUT changes nothing", "put-ignored")]
    [InlineData("okta", "passwords are shown", "password-shown")]
    [InlineData("ping", "operators regard case", "operator-case")]
    public async Task Defect_is_named_with_what_it_means_and_nothing_is_left_behind(string client, string defect, string problem)
    {
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync(Defects.All[defect], Cancellation, client, "--json");
        using var report = JsonDocument.Parse(run.Output);
        Assert.Contains(Steps(report), step => Text(step, "result") is "failed" && Text(step, "problem") == problem && Text(step, "means") is { Length: > 20 } && Text(step, "remedy") is { Length: > 10 });
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([Resident], await session.NamesAsync(Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_deleted_again_is_told()
    {
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync(Defects.All["DELETE deletes nothing"], Cancellation, "okta", "--json");
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal(3, report.RootElement.GetProperty("left").GetArrayLength());
        Assert.Contains(Steps(report), step => Text(step, "problem") is "still-there");
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task What_the_endpoint_declares_unsupported_is_skipped()
    {
        var session = await TrySession.InAsync(server, Cancellation);
        var run = await session.RunAsync(
            async (exchange, forward) =>
            {
                if (exchange.Method is "PATCH")
                {
                    exchange.Refuse(501);
                    return;
                }

                await forward();
                exchange.Answer = exchange.Path switch
                {
                    "/ServiceProviderConfig" => exchange.Answer.Replace("\"patch\":{\"supported\":true}", "\"patch\":{\"supported\":false}", StringComparison.Ordinal),
                    "/ResourceTypes" => exchange.Answer.Replace("Group", "Device", StringComparison.Ordinal),
                    _ => exchange.Answer,
                };
            }, Cancellation, "entra", "--json");
        using var report = JsonDocument.Parse(run.Output);
        var skipped = Steps(report).Where(step => Text(step, "result") is "skipped").ToArray();
        Assert.Contains(skipped, step => Text(step, "reason")!.Contains("PATCH. Entra cannot", StringComparison.Ordinal));
        Assert.Contains(skipped, step => Text(step, "reason")!.Contains("groups", StringComparison.Ordinal));
        Assert.Equal((0, 0), (run.ExitCode, report.RootElement.GetProperty("failed").GetInt32()));
    }

    private static JsonElement.ArrayEnumerator Steps(JsonDocument report) => report.RootElement.GetProperty("steps").EnumerateArray();

    private static string? Text(JsonElement step, string name) => step.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}
