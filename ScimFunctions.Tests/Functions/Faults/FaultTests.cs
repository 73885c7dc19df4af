using System.Net;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Directory;
using ScimFunctions.Tests.Functions.Management;
using Xunit;

namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>
/// A store that fails at every call of every verb, in every way: nothing is half-made, what was acknowledged is there and
/// what was refused is not, and a client's repeat ends as docs/architecture.md says of lost answers.
/// </summary>
public abstract class FaultTests(FaultServer server)
{
    // The longest request has fewer calls; so a plan that never ends is a fault of the test.
    private const int MostCalls = 400;

    protected static TheoryData<string, FaultKind, bool> CasesOf(IEnumerable<string> scenarios, params IEnumerable<FaultKind> kinds)
    {
        var cases = new TheoryData<string, FaultKind, bool>();
        foreach (var name in scenarios)
        {
            foreach (var kind in kinds)
            {
                cases.Add(name, kind, false);
                cases.Add(name, kind, true);
            }
        }

        return cases;
    }

    protected async Task FailAtAnyCallAsync(string scenario, FaultKind kind, bool isOutage)
    {
        for (var call = 1; call <= MostCalls; call++)
        {
            if (!await FailAsync(scenario, new FaultPlan(kind, call, isOutage)))
            {
                return;
            }
        }

        Assert.Fail($"The request has more than {MostCalls} calls.");
    }

    /// <summary>Makes one request whose call fails; false where it has fewer calls.</summary>
    private async Task<bool> FailAsync(string name, FaultPlan plan)
    {
        var session = await ExtensionSession.NewAsync(server, registered: false);
        var scenario = await FaultScenarios.PrepareAsync(name, session);
        await server.AdminKeyAsync();
        server.Seam.Begin(plan);
        var answer = await scenario.Send();
        var calls = server.Seam.Calls;
        server.Seam.End();

        var made = await scenario.IsMade();
        var told = $"{plan}: {(int)answer.Status}, made: {made}, {answer.Body}";
        if (answer.Status == HttpStatusCode.ServiceUnavailable)
        {
            Assert.True(answer.Header("Retry-After") is not null || name.Contains("bulk", StringComparison.Ordinal), told);
            Assert.True(!made || scenario.Reads || scenario.MayBeMadeUnanswered || plan.IsOutage, told);
        }
        else
        {
            Assert.True(answer.Status == scenario.Success && made, told);
        }

        await RepeatAsync(scenario, made, told);
        await CheckAsync(session.Users);
        return calls >= plan.At;
    }

    private static async Task RepeatAsync(FaultScenario scenario, bool made, string told)
    {
        var repeat = await scenario.Send();
        var expected = made ? scenario.Repeated : scenario.Success;
        Assert.True(
            repeat.Status == expected || (expected == HttpStatusCode.Created && repeat.Status == HttpStatusCode.OK),
            $"{told}; repeated: {(int)repeat.Status} {repeat.Body}");
        Assert.True(await scenario.IsMade(), told);
        if (repeat.Status == HttpStatusCode.Conflict)
        {
            Assert.Equal("uniqueness", repeat.ScimType);
            Assert.Contains("with id ", repeat.Detail, StringComparison.Ordinal);
        }
    }

    private async Task CheckAsync(TenantSession session)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var stored = await new TenantGroupRegistry(server.Table, TimeProvider.System).FindAsync(session.Tenant.Path, cancellation);
        var catalog = await new CatalogReader(server.Table, TimeProvider.System).ReadAsync(stored!.Group, cancellation);
        await new GroupIntents(server.Table, TimeProvider.System).FinishAllAsync(stored.Group.Id);
        await StoreCheck.CheckAsync(server.Table, stored.Group.Id, catalog);
    }
}

public sealed class EmbeddedFaultTests(EmbeddedFaultServer server) : FaultTests(server), IClassFixture<EmbeddedFaultServer>
{
    public static TheoryData<string, FaultKind, bool> Cases => CasesOf(FaultScenarios.Names, Enum.GetValues<FaultKind>());

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Failure_at_any_call_leaves_the_store_whole_and_the_repeat_succeeds(string scenario, FaultKind kind, bool isOutage) =>
        FailAtAnyCallAsync(scenario, kind, isOutage);
}

/// <summary>Each case waits for retries of the client library, so here are the verbs on one user, whose calls stand for all.</summary>
public sealed class AzuriteFaultTests(AzuriteFaultServer server) : FaultTests(server), IClassFixture<AzuriteFaultServer>
{
    [Theory]
    [InlineData("POST user", FaultKind.Refused)]
    [InlineData("POST user", FaultKind.AnswerLost)]
    [InlineData("PATCH user", FaultKind.AnswerLost)]
    [InlineData("DELETE user", FaultKind.AnswerLost)]
    public Task Failure_at_any_call_leaves_the_store_whole_and_the_repeat_succeeds(string scenario, FaultKind kind) =>
        FailAtAnyCallAsync(scenario, kind, isOutage: false);
}
