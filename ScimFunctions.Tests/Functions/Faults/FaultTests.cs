using System.Net;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
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

    private static readonly FaultPlan Never = new(FaultKind.Refused, int.MaxValue, IsOutage: false);

    // After it, a server looks for changes of members that are not finished, and for what attempts left that came to nothing.
    private static readonly TimeSpan NextLook = TimeSpan.FromMinutes(11);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5), Patience = TimeSpan.FromSeconds(30);

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

    /// <summary>Fails the first call of each kind that the request makes, and its last.</summary>
    protected async Task FailAtCallsOfAnyKindAsync(string scenario, FaultKind kind)
    {
        await FailAsync(scenario, Never);
        var kinds = server.Seam.Kinds;
        foreach (var call in kinds.Distinct().Select(each => kinds.ToList().IndexOf(each) + 1).Append(kinds.Count).Distinct())
        {
            await FailAsync(scenario, new FaultPlan(kind, call, IsOutage: false));
        }

        await FailAsync(scenario, new FaultPlan(kind, kinds.ToList().IndexOf(CallKind.Commit) + 1, IsOutage: true));
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
        await FinishedAsync(session, stored.Group.Id, cancellation);
        await StoreCheck.CheckAsync(server.Table, stored.Group.Id, catalog);
    }

    /// <summary>Waits until the server itself, at its next look, has finished what the store's failures left.</summary>
    private async Task FinishedAsync(TenantSession session, string partition, CancellationToken cancellation)
    {
        server.Clock.Advance(NextLook);
        (await session.GetAsync("/Users?count=0")).Is(HttpStatusCode.OK);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while ((await server.Table.ReadAsync(partition, RowRange.Prefix(RowKeys.Intents, 1), patience.Token)).Rows.Count > 0)
        {
            await Task.Delay(Pause, TimeProvider.System, patience.Token);
        }
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

/// <summary>Here calls of one kind fail alike, whichever they are, so the first of each stands for all; and a request for many
/// rows loses an answer, which is the hardest.</summary>
public sealed class AzuriteFaultTests(AzuriteFaultServer server) : FaultTests(server), IClassFixture<AzuriteFaultServer>
{
    public static TheoryData<string, FaultKind> Cases
    {
        get
        {
            var cases = new TheoryData<string, FaultKind>();
            foreach (var name in FaultScenarios.Names)
            {
                foreach (var kind in name.Contains("many", StringComparison.Ordinal) ? [FaultKind.AnswerLost] : Enum.GetValues<FaultKind>())
                {
                    cases.Add(name, kind);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Failure_at_a_call_of_any_kind_leaves_the_store_whole_and_the_repeat_succeeds(string scenario, FaultKind kind) =>
        FailAtCallsOfAnyKindAsync(scenario, kind);
}
