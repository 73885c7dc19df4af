using System.Net;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Tests.Directory;
using ScimFunctions.Tests.Functions.Faults;
using Xunit;

namespace ScimFunctions.Tests.Functions.Bulk;

/// <summary>References that go in a circle (RFC 7644 §3.7.1) while the store fails.</summary>
public sealed class BulkCircleFaultTests(HurriedFaultServer server) : IClassFixture<HurriedFaultServer>
{
    // The request has fewer calls; so a loop that never ends is a fault of the test.
    private const int MostCalls = 200;

    [Theory]
    [InlineData(FaultKind.Refused)]
    [InlineData(FaultKind.TimedOut)]
    [InlineData(FaultKind.AnswerLost)]
    public Task Failure_at_any_call_leaves_a_whole_circle_or_nothing(FaultKind kind) => AtAnyCallAsync(kind, isOutage: false, async (session, made) =>
    {
        Assert.True(made is [true, true] or [false, false]);
        Assert.Equal(made[0] ? 1 : 0, (await session.FindAsync("userName", "ada")).Length);
        Assert.Equal(made[1] ? 1 : 0, (await session.FindAsync("userName", "bob")).Length);
    });

    [Theory]
    [InlineData(FaultKind.Refused)]
    [InlineData(FaultKind.AnswerLost)]
    public Task Outage_at_any_call_leaves_nobody_acknowledged_who_is_not_there(FaultKind kind) => AtAnyCallAsync(kind, isOutage: true, async (session, made) =>
    {
        // What could not be taken back is there without its manager, and was not acknowledged.
        foreach (var (name, isMade) in new[] { "ada", "bob" }.Zip(made))
        {
            Assert.True(!isMade || (await session.FindAsync("userName", name)).Length > 0);
        }
    });

    private async Task AtAnyCallAsync(FaultKind kind, bool isOutage, Func<TenantSession, bool[], Task> verify)
    {
        for (var call = 1; call <= MostCalls; call++)
        {
            var session = await TenantSession.NewAsync(server);
            (await session.CreateAsync("first")).Is(HttpStatusCode.Created);
            server.Seam.Begin(new FaultPlan(kind, call, isOutage));
            var answer = await session.SendAsync("POST", "/Bulk", BulkSession.Body(
            [
                BulkSession.PostUser("a", "ada", BulkSession.Manager("bulkId:b")), BulkSession.PostUser("b", "bob", BulkSession.Manager("bulkId:a")),
            ]));
            var calls = server.Seam.Calls;
            server.Seam.End();

            var made = await MadeAsync(session, answer);
            await verify(session, made);
            await CheckAsync(session);
            if (calls < call)
            {
                Assert.Equal([true, true], made);
                return;
            }
        }

        Assert.Fail($"The request has more than {MostCalls} calls.");
    }

    // Who was acknowledged has the manager that was sent, if that one was acknowledged too.
    private static async Task<bool[]> MadeAsync(TenantSession session, Answer answer)
    {
        if (answer.Status == HttpStatusCode.ServiceUnavailable)
        {
            return [false, false];
        }

        var results = answer.Is(HttpStatusCode.OK).Json["Operations"]!.AsArray().Select(result => result!.AsObject()).ToArray();
        bool[] made = [.. results.Select(result => result.Status() == "201")];
        Assert.All(results, result => Assert.Contains(result.Status(), (string[])["201", "409", "503"]));
        for (var index = 0; index < 2; index++)
        {
            if (made[index] && made[1 - index])
            {
                var user = (await session.GetAsync("/Users/" + results[index].IdOf())).Is(HttpStatusCode.OK).Json;
                Assert.Equal(results[1 - index].IdOf(), (string?)user[BulkSession.EnterpriseSchema]!["manager"]!["value"]);
            }
        }

        return made;
    }

    private async Task CheckAsync(TenantSession session)
    {
        var stored = await new TenantGroupRegistry(server.Table, TimeProvider.System).FindAsync(session.Tenant.Path, TestContext.Current.CancellationToken);
        await StoreCheck.CheckAsync(server.Table, stored!.Group.Id, ResourceCatalog.Core);
    }
}
