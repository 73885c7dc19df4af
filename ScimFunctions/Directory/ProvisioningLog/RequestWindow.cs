using ScimFunctions.Directory.TenantGroups;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>
/// The requests of one tenant group that wait to be written as one row: the first ones each by itself, what comes beyond
/// them counted by kind, so that a client which runs wild writes no more than this.
/// </summary>
/// <param name="group">The tenant group.</param>
internal sealed class RequestWindow(TenantGroup group)
{
    /// <summary>How many are kept each by itself.</summary>
    public const int MostSingle = 150;

    /// <summary>How many kinds of others are told apart.</summary>
    public const int MostKinds = 30;

    private const string Others = "Further requests, of too many kinds to tell.";

    private readonly Lock _lock = new();
    private readonly List<LoggedRequest> _single = [];
    private readonly Dictionary<LoggedRequest, (DateTimeOffset First, int Times)> _alike = [];
    private bool _closed;

    /// <summary>The tenant group, as it was when the first of them came.</summary>
    public TenantGroup Group => group;

    /// <summary>Adds one, unless the window is closed.</summary>
    public bool TryAdd(LoggedRequest request)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            if (_single.Count < MostSingle)
            {
                _single.Add(request);
                return true;
            }

            var kind = request.Kind;
            if (_alike.Count >= MostKinds && !_alike.ContainsKey(kind))
            {
                kind = new LoggedRequest { Action = "*", Status = 0, Detail = Others };
            }

            var (first, times) = _alike.GetValueOrDefault(kind, (request.At, 0));
            _alike[kind] = (first, (int)Math.Min(int.MaxValue, (long)times + request.Times));
            return true;
        }
    }

    /// <summary>Closes it, and gives what it holds, the newest first.</summary>
    public IReadOnlyList<LoggedRequest> Close()
    {
        lock (_lock)
        {
            _closed = true;
            return
            [
                .. _single.AsEnumerable().Reverse().Concat(_alike.Select(pair => pair.Key with { At = pair.Value.First, Times = pair.Value.Times }))
                    .OrderByDescending(request => request.At),
            ];
        }
    }
}
