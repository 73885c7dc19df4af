using ScimFunctions.Protocol.Bulk;

namespace ScimFunctions.Functions.Bulk;

/// <summary>
/// Carries out the steps of a plan, a few at a time, each after those that it waits for. Where errors end the request, no
/// step is begun that would not have been, had they been carried out one by one.
/// </summary>
/// <param name="steps">The plan.</param>
/// <param name="failOnErrors">After how many errors no operation is begun any more; null for never.</param>
/// <param name="run">Carries out a step; told whether every step before it is done.</param>
public sealed class BulkSchedule(IReadOnlyList<BulkStep> steps, int? failOnErrors, Func<BulkStep, bool, Task<StepOutcome>> run)
{
    // As many as keep a store busy that takes some milliseconds for a call, and leave room for other requests.
    private const int MostAtOnce = 8;

    private readonly int[] _waitsFor = [.. steps.Select(step => step.After.Count)];
    private readonly List<int>[] _waiting = [.. steps.Select(_ => new List<int>())];
    private readonly bool[] _begun = new bool[steps.Count];
    private readonly bool[] _done = new bool[steps.Count];
    private readonly SortedSet<int> _ready = [];
    private readonly HashSet<Task<(int Place, StepOutcome Outcome)>> _running = [];
    private readonly HashSet<int> _again = [];

    private int _firstUndone;
    private int _errors;

    // As long as more errors may come than are allowed, steps are begun in the order of the plan.
    private bool IsBounded => failOnErrors is not null && !IsOver;

    private bool IsOver => _errors >= failOnErrors;

    /// <summary>Carries them all out, or those before too many errors.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Prepare();
        while (true)
        {
            while (_running.Count < MostAtOnce && Next() is { } place)
            {
                cancellation.ThrowIfCancellationRequested();
                _running.Add(RunAsync(place));
            }

            if (_running.Count == 0)
            {
                return;
            }

            var finished = await Task.WhenAny(_running);
            _running.Remove(finished);
            var (done, outcome) = await finished;
            Finish(done, outcome);
        }
    }

    private async Task<(int Place, StepOutcome Outcome)> RunAsync(int place) => (place, await run(steps[place], _firstUndone == place));

    private void Prepare()
    {
        for (var place = 0; place < steps.Count; place++)
        {
            foreach (var before in steps[place].After)
            {
                _waiting[before].Add(place);
            }

            if (_waitsFor[place] == 0)
            {
                _ready.Add(place);
            }
        }
    }

    private int? Next()
    {
        if (_again.Remove(_firstUndone))
        {
            return _firstUndone;
        }

        if (_ready.Count == 0 || (IsBounded && !MayBegin(_ready.Min)))
        {
            return null;
        }

        var place = _ready.Min;
        _ready.Remove(place);
        _begun[place] = true;
        return place;
    }

    // Even if all that is under way fails, this one would still have been carried out; and none before it is left out.
    private bool MayBegin(int place) =>
        _errors + _running.Count + _again.Count < failOnErrors && Array.IndexOf(_begun, false) == place;

    private void Finish(int place, StepOutcome outcome)
    {
        if (outcome is StepOutcome.Again)
        {
            _again.Add(place);
            return;
        }

        _errors += outcome is StepOutcome.Failed ? 1 : 0;
        MarkDone(place);
        if (IsOver)
        {
            LeaveOutTheRest();
        }
    }

    private void MarkDone(int place)
    {
        _done[place] = true;
        while (_firstUndone < _done.Length && _done[_firstUndone])
        {
            _firstUndone++;
        }

        foreach (var waiting in _waiting[place])
        {
            if (--_waitsFor[waiting] == 0 && !_begun[waiting])
            {
                _ready.Add(waiting);
            }
        }
    }

    // What is begun is completed all the same, so that nothing stays half done.
    private void LeaveOutTheRest()
    {
        var left = new HashSet<int>();
        for (var place = 0; place < steps.Count; place++)
        {
            var isRest = !steps[place].Completes || left.Contains(steps[place].Operation.Index);
            if (!_begun[place] && isRest)
            {
                left.Add(steps[place].Operation.Index);
                _begun[place] = true;
                _ready.Remove(place);
                MarkDone(place);
            }
        }
    }
}
