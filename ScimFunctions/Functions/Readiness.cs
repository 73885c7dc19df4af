using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions;

/// <summary>
/// Whether the store and the vault answer. They are asked at most every five seconds, however many callers there are,
/// so that a stranger who asks all the time costs nothing.
/// </summary>
public sealed partial class Readiness(ITable table, ITokenVault vault, TimeProvider time, ILogger<Readiness> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private Task<bool>? _latest;
    private long _askedAt;

    public Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_latest is null || (_latest.IsCompleted && time.GetElapsedTime(_askedAt) >= Every))
            {
                _askedAt = time.GetTimestamp();
                _latest = AskAsync();
            }

            return _latest.WaitAsync(cancellation);
        }
    }

    private async Task<bool> AskAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await table.PingAsync(patience.Token);
            await vault.PingAsync(patience.Token);
            return true;
        }
        catch (Exception exception)
        {
            // Whatever it is: who asks is told that the server is not ready, and the log tells why.
            NotReady(Failure.Describe(exception));
            return false;
        }
    }

    [LoggerMessage(10, LogLevel.Warning, "Not ready: {Failure}")]
    private partial void NotReady(string failure);
}
