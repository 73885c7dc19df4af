using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Use;

namespace ScimFunctions.Functions.Housekeeping;

/// <summary>
/// Work that belongs to no one request: removing deleted tenant groups, and writing down when tokens were used. There are no
/// timers in a serverless process, so a request that comes a minute after the last time sets it going, and does not wait.
/// All of it can be stopped at any point, and is carried on later or by another process.
/// </summary>
public sealed partial class Housekeeper(
    RemovalSweep removals, TokenAdministration tokens, TokenUses uses, TimeProvider time, ILogger<Housekeeper> logger)
{
    /// <summary>How often it is done at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _last = time.GetTimestamp();
    private Task _work = Task.CompletedTask;

    /// <summary>Sets it going where it is due.</summary>
    public void Nudge()
    {
        var last = Volatile.Read(ref _last);
        if (time.GetElapsedTime(last) >= Interval && _work.IsCompleted && Interlocked.CompareExchange(ref _last, time.GetTimestamp(), last) == last)
        {
            _work = Task.Run(() => WorkAsync(CancellationToken.None));
        }
    }

    /// <summary>Does it now, and waits for it.</summary>
    /// <returns>How many tenant groups are still to be removed; null where that is not known.</returns>
    public async Task<int?> WorkAsync(CancellationToken cancellation)
    {
        await DoAsync(uses.FlushAsync, cancellation);
        int? left = null;
        await DoAsync(async ct => left = await removals.AdvanceAsync(tokens.EmptyAsync, ct), cancellation);
        return left;
    }

    /// <summary>Writes down what only this process knows, before it ends.</summary>
    public Task FlushAsync(CancellationToken cancellation) => DoAsync(uses.FlushAsync, cancellation);

    // Nobody waits for it, so whatever goes wrong is told to the log, and tried again the next time.
#pragma warning disable CA1031
    private async Task DoAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
        }
        catch (Exception failure)
        {
            Postponed(Failure.Describe(failure));
        }
    }
#pragma warning restore CA1031

    [LoggerMessage(1, LogLevel.Warning, "Housekeeping is postponed: {Failure}")]
    private partial void Postponed(string failure);
}
