using System.Globalization;
using System.Text.Json;
using ScimFunctions.Cli.Api;

namespace ScimFunctions.Cli.Log;

/// <summary>Shows entries of the log as they come. It asks again from the time of the newest that it has shown, less a little,
/// since several processes write and their clocks differ; what it has shown it does not show again.</summary>
/// <param name="session">The server.</param>
/// <param name="query">The query from a time on.</param>
internal sealed class LogTail(ManagementSession session, Func<DateTimeOffset?, string> query)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private Dictionary<string, DateTimeOffset> _shown = new(StringComparer.Ordinal);

    /// <summary>Shows the last few, then what comes, until it is cancelled.</summary>
    public async Task FollowAsync(DateTimeOffset? from, int most, CancellationToken cancellation)
    {
        await ShowAsync(from, most, cancellation);
        var began = session.Terminal.Time.GetUtcNow();
        while (true)
        {
            await Task.Delay(Interval, session.Terminal.Time, cancellation);
            var newest = _shown.Count == 0 ? began : _shown.Values.Max();
            _shown = _shown.Where(shown => shown.Value >= newest - (2 * Overlap)).ToDictionary(StringComparer.Ordinal);
            await ShowAsync(newest - Overlap, most: null, cancellation);
        }
    }

    private async Task ShowAsync(DateTimeOffset? from, int? most, CancellationToken cancellation)
    {
        var entries = new List<(DateTimeOffset At, JsonElement Entry)>();
        await foreach (var entry in session.ItemsAsync(query(from), most, cancellation))
        {
            var at = DateTimeOffset.TryParse(Raw(entry, "at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default;
            if (_shown.TryAdd(entry.GetRawText(), at))
            {
                entries.Add((at, entry));
            }
        }

        foreach (var (_, entry) in entries.OrderBy(entry => entry.At))
        {
            await session.Results.LineAsync(entry, LogColumns.All);
        }
    }

    private static string? Raw(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
