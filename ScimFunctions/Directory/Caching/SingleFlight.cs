namespace ScimFunctions.Directory.Caching;

/// <summary>
/// Lets those who want the same value at the same time share one load. A load belongs to nobody who waits for it, so that one
/// who gives up does not fail the others; it ends after <see cref="Limit"/>.
/// </summary>
internal sealed class SingleFlight<T>(TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Lock _starting = new();
    private TaskCompletionSource<T>? _flight;

    /// <summary>The value of the load under way, else of <paramref name="load"/>, which is started then.</summary>
    public Task<T> JoinAsync(Func<CancellationToken, Task<T>> load, CancellationToken cancellation)
    {
        TaskCompletionSource<T> flight;
        lock (_starting)
        {
            if (_flight is { } underWay)
            {
                return underWay.Task.WaitAsync(cancellation);
            }

            _flight = flight = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _ = FlyAsync(flight, load);
        return flight.Task.WaitAsync(cancellation);
    }

    private async Task FlyAsync(TaskCompletionSource<T> flight, Func<CancellationToken, Task<T>> load)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            var value = await load(limit.Token).WaitAsync(limit.Token);
            Land();
            flight.SetResult(value);
        }
        catch (Exception failure)
        {
            Land();
            flight.SetException(failure);
            // Seen, even if all who waited have given up.
            _ = flight.Task.Exception;
        }
    }

    private void Land()
    {
        lock (_starting)
        {
            _flight = null;
        }
    }
}
