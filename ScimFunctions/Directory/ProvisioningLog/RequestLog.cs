using System.Collections.Concurrent;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>
/// Writes what the journal does not tell: requests that were refused, and, where a tenant group asks for it, requests that
/// only read. They are gathered and written as one row each <see cref="Window"/>, so that no client makes this write more;
/// what a process that is killed has gathered is lost.
/// </summary>
public sealed class RequestLog(ITable table, TenantGroupRegistry groups, TimeProvider time) : IAsyncDisposable
{
    /// <summary>For how long requests are gathered.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly string _process = ResourceId.New()[..8];
    private readonly ConcurrentDictionary<string, RequestWindow> _windows = new(StringComparer.Ordinal);
    private readonly RefusedTokens _refused = new();
    private readonly RequestRetention _retention = new(table, time);
    private ITimer? _timer;
    private int _armed;
    private long _rows;

    /// <summary>Tells of a request to a tenant group, which is answered now.</summary>
    public void Add(TenantGroup group, LoggedRequest request)
    {
        // To the millisecond, as the journal has it.
        request = request.Bounded with { At = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()) };
        while (!_windows.GetOrAdd(group.Id, static (_, of) => new RequestWindow(of), group).TryAdd(request))
        {
            // It was closed just now; the next has taken its place, or soon does.
            Thread.Yield();
        }

        Arm();
    }

    /// <summary>Counts a request whose token was refused.</summary>
    /// <param name="group">The tenant group, where there is one; an unknown one takes as long.</param>
    public void CountRefused(TenantGroup? group)
    {
        _refused.Count(group, time.GetUtcNow());
        Arm();
    }

    /// <summary>Writes what was gathered. What cannot be written is kept for the next time.</summary>
    public Task FlushAsync() => FlushAsync(evenOften: true);

    /// <summary>Writes what was gathered, for the last time.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer?.Dispose();
#pragma warning disable CA1031 // The process ends, and nothing is left to tell.
        try
        {
            await FlushAsync();
        }
        catch (Exception)
        {
            // What could not be written is lost with the process (docs/provisioning-log.md).
        }
#pragma warning restore CA1031
    }

    private async Task FlushAsync(bool evenOften)
    {
        foreach (var partition in _windows.Keys)
        {
            if (_windows.TryRemove(partition, out var window) && window.Close() is { Count: > 0 } requests)
            {
                await WriteAsync(window.Group, requests);
            }
        }

        foreach (var hour in _refused.Take(time.GetUtcNow(), evenOften))
        {
            await WriteAsync(hour);
        }
    }

    private void Arm()
    {
        if (Interlocked.Exchange(ref _armed, 1) == 0)
        {
            LazyInitializer.EnsureInitialized(ref _timer, () => time.CreateTimer(_ => _ = TickAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan))
                .Change(Window, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task TickAsync()
    {
        Volatile.Write(ref _armed, 0);
        await FlushAsync(evenOften: false);
        if (!_windows.IsEmpty || _refused.Waits)
        {
            Arm();
        }
    }

    private async Task WriteAsync(TenantGroup group, IReadOnlyList<LoggedRequest> requests)
    {
        try
        {
            var key = RowKeys.LoggedRequests(requests[0].At, $"{_process}{Interlocked.Increment(ref _rows):x}");
            if (await PartitionFence.PutAsync(table, group.Id, new InsertRow(key, Columns.None, LogJson.Write(requests)), CancellationToken.None))
            {
                await _retention.PruneAsync(group);
            }
        }
        catch (StorageException)
        {
            // The store is away, which the requests that need it tell of. Some of it waits for the next time.
            var window = _windows.GetOrAdd(group.Id, static (_, of) => new RequestWindow(of), group);
            foreach (var request in requests)
            {
                window.TryAdd(request);
            }
        }
    }

    private async Task WriteAsync(RefusedHour hour)
    {
        try
        {
            // Nothing is written into a tenant group that is being deleted, or was: these come from strangers.
            if (await groups.FindAsync(hour.Group.Path, CancellationToken.None) is { } stored && stored.Group.Id == hour.Group.Id)
            {
                var told = new LoggedRequest { At = hour.Begin, Action = "*", Status = 401, Detail = "Requests with a missing or wrong token in this hour.", Times = hour.Times };
                var key = RowKeys.LoggedRequests(hour.Begin, _process);
                await PartitionFence.PutAsync(table, hour.Group.Id, new UpsertRow(key, Columns.None, LogJson.Write([told])), CancellationToken.None);
            }
        }
        catch (StorageException)
        {
            // It is only a number, and the next one in this hour holds it too.
        }
    }
}
