using System.Text.Json;
using ScimFunctions.Cli.CommandLine;
using ScimFunctions.Cli.Trying.Endpoints;
using ScimFunctions.Cli.Trying.Expectations;

namespace ScimFunctions.Cli.Trying.Playing;

/// <summary>Plays a cycle against an endpoint, and deletes what it made, however it ends.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="explanations">What failures mean.</param>
/// <param name="variables">The values of this run.</param>
internal sealed class CyclePlayer(ScimEndpoint endpoint, Explanations explanations, SequenceVariables variables)
{
    // Two who do not answer may be chance; a third would make people wait for minutes more.
    private const int MostTroubles = 3;

    private readonly MadeResources _made = new(endpoint);

    /// <summary>Plays the steps. Throws <see cref="CommandException"/> where the endpoint cannot be reached or takes no token.</summary>
    /// <param name="cycle">What to play.</param>
    /// <param name="begin">Told of each step before it is sent: its number from 1, and its name.</param>
    /// <param name="cancellation">Ends the run; what was made is deleted even so.</param>
    public async Task<TryRun> PlayAsync(Cycle cycle, Action<int, string> begin, CancellationToken cancellation)
    {
        var capabilities = await Capabilities.ReadAsync(endpoint, cancellation);
        var results = new List<StepResult>();
        try
        {
            await PlayAsync(cycle, capabilities, results, begin, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What was made is still to be deleted, and what was found to be told.
        }

        var left = await _made.DeleteAsync();
        var wasStopped = results.Count < cycle.Steps.Count;
        results.AddRange(cycle.Steps.Skip(results.Count).Select(step => NotRun(step, "stopped before")));
        return new TryRun(cycle, results, left, wasStopped);
    }

    private async Task PlayAsync(Cycle cycle, Capabilities capabilities, List<StepResult> results, Action<int, string> begin, CancellationToken cancellation)
    {
        var troubles = 0;
        foreach (var step in cycle.Steps)
        {
            begin(results.Count + 1, step.Name);
            var result = troubles == MostTroubles
                ? NotRun(step, "the endpoint does not answer any more")
                : await PlayAsync(cycle, step, capabilities, cancellation);
            results.Add(result);
            troubles = result switch
            {
                { Outcome: StepOutcome.Failed, Status: null } => troubles + 1,
                { Status: not null } => 0,
                _ => troubles,
            };
        }
    }

    private async Task<StepResult> PlayAsync(Cycle cycle, CycleStep step, Capabilities capabilities, CancellationToken cancellation)
    {
        if (capabilities.Missing(step.Needs) is { } feature)
        {
            return new(step.Name, StepOutcome.Skipped, Shown(step)) { Reason = Without(cycle, feature) };
        }

        if (variables.Missing($"{step.Request.Path} {step.Request.Body} {Expected(step)}").FirstOrDefault() is { } missing)
        {
            return NotRun(step, $"an earlier step did not give {missing}");
        }

        var body = step.Request.Body is null ? null : variables.Fill(step.Request.Body, value => JsonEncodedText.Encode(value).ToString());
        var address = endpoint.Address(step.Request.Path, variables);
        var answer = step.Request.Method == HttpMethod.Post
            ? await _made.MakeAsync(step.Request.Path, body!, () => endpoint.SendAsync(step.Request, address, body, cancellation))
            : await endpoint.SendAsync(step.Request, address, body, cancellation);
        return Result(cycle, step, answer);
    }

    private StepResult Result(Cycle cycle, CycleStep step, EndpointAnswer answer)
    {
        var finding = Finding.Of(step.Expect, answer, variables);
        return new(step.Name, finding is null ? StepOutcome.Passed : StepOutcome.Failed, Shown(step))
        {
            Status = answer.Trouble is null ? answer.Status : null,
            Took = answer.Took,
            Difference = finding?.Difference,
            Detail = finding is null ? null : answer.Detail,
            Explanation = finding is null ? null : explanations.Of(step, finding.Keys, cycle.Name),
        };
    }

    private StepResult NotRun(CycleStep step, string reason) => new(step.Name, StepOutcome.NotRun, Shown(step)) { Reason = reason };

    private string Shown(CycleStep step)
    {
        var path = variables.Missing(step.Request.Path).Any() ? step.Request.Path : variables.Fill(step.Request.Path, value => value);
        return $"{step.Request.Method} {path}";
    }

    private static string Expected(CycleStep step) =>
        step.Expect.Body.ValueKind is JsonValueKind.Undefined ? "" : step.Expect.Body.GetRawText();

    private static string Without(Cycle cycle, string feature)
    {
        var said = $"the endpoint declares no support for {Capabilities.Words[feature]}";
        return cycle.Without.TryGetValue(feature, out var meaning) ? $"{said}. {meaning}" : said;
    }
}
