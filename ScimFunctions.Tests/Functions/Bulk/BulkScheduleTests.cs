using System.Text.Json.Nodes;
using ScimFunctions.Functions.Bulk;
using ScimFunctions.Protocol.Bulk;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Functions.Bulk;

/// <summary>When the steps of a plan are begun, and which are left out.</summary>
public sealed class BulkScheduleTests
{
    private readonly List<string> _log = [];
    private readonly Lock _gate = new();

    [Fact]
    public async Task Independent_steps_run_together_up_to_eight()
    {
        var (now, most) = (0, 0);
        var eight = new TaskCompletionSource();
        await RunAsync(Plan([.. Enumerable.Range(0, 20).Select(index => $"/Users/{index}")]), null, async (_, _) =>
        {
            lock (_gate)
            {
                now++;
                most = Math.Max(most, now);
                if (now == 8)
                {
                    eight.SetResult();
                }
            }

            await eight.Task;
            lock (_gate)
            {
                now = -100;
            }

            return StepOutcome.Done;
        });
        Assert.Equal(8, most);
    }

    [Fact]
    public async Task Steps_of_one_resource_run_one_after_the_other()
    {
        await RunAsync(Plan("/Users/1", "/Users/1", "/Users/1"), null, async (step, _) =>
        {
            Log($"{step.Operation.Index} begins");
            await Task.Yield();
            Log($"{step.Operation.Index} ends");
            return StepOutcome.Done;
        });
        Assert.Equal(["0 begins", "0 ends", "1 begins", "1 ends", "2 begins", "2 ends"], _log);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 6)]
    [InlineData(3, 9)]
    [InlineData(4, 10)]
    public async Task Too_many_errors_leave_the_rest_out_exactly(int failOnErrors, int begun)
    {
        await RunAsync(Plan([.. Enumerable.Range(0, 10).Select(index => $"/Users/{index}")]), failOnErrors, async (step, _) =>
        {
            Log($"{step.Operation.Index}");
            await Task.Yield();
            return step.Operation.Index % 3 == 2 ? StepOutcome.Failed : StepOutcome.Done;
        });
        Assert.Equal(Enumerable.Range(0, begun).Select(index => $"{index}"), _log.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_begun_is_completed_after_too_many_errors()
    {
        var steps = BulkPlan.Of(new BulkRequest(1, [Post(0, "a", "b"), Post(1, "b", "a"), Post(2, "c", "a")]));
        await RunAsync(steps, 1, (step, _) =>
        {
            Log($"{step.Operation.Index}{(step.Completes ? "+" : "")}");
            return Task.FromResult(step.Operation.Index == 0 ? StepOutcome.Failed : StepOutcome.Done);
        });
        Assert.Equal(["1", "0", "1+"], _log);
    }

    [Fact]
    public async Task Step_that_came_too_early_runs_again_when_all_before_it_are_done()
    {
        await RunAsync(Plan("/Users/1", "/Users/2", "/Users/3"), null, async (step, isNext) =>
        {
            Log($"{step.Operation.Index}{(isNext ? "!" : "")}");
            await Task.Yield();
            return step.Operation.Index == 1 && !isNext ? StepOutcome.Again : StepOutcome.Done;
        });
        Assert.Equal(["0!", "1", "2"], _log[..3]);
        Assert.Equal(["1!"], _log[3..]);
    }

    private static async Task RunAsync(IReadOnlyList<BulkStep> steps, int? failOnErrors, Func<BulkStep, bool, Task<StepOutcome>> run) =>
        await new BulkSchedule(steps, failOnErrors, run).RunAsync(TestContext.Current.CancellationToken);

    private static IReadOnlyList<BulkStep> Plan(params string[] paths) => BulkPlan.Of(new BulkRequest(null,
    [
        .. paths.Select((path, index) => new BulkOperation
        {
            Index = index, Method = BulkMethod.Put, Type = ResourceTypes.User, Id = path["/Users/".Length..], Data = [],
        }),
    ]));

    private static BulkOperation Post(int index, string bulkId, string reference) => new()
    {
        Index = index,
        Method = BulkMethod.Post,
        Type = ResourceTypes.Group,
        BulkId = bulkId,
        Data = new JsonObject { ["members"] = new JsonArray((JsonNode)("bulkId:" + reference)) },
    };

    private void Log(string line)
    {
        lock (_gate)
        {
            _log.Add(line);
        }
    }
}
