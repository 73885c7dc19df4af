using System.Globalization;
using ScimFunctions.Directory.Journaling.Reading;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>How far a reader of the provisioning log has come.</summary>
/// <param name="Begin">When the reading began: what is newer is left out.</param>
/// <param name="Journal">Where the journal goes on; null where nothing of it was given yet.</param>
/// <param name="Row">The key of the row of requests of which some were given last; null where none was.</param>
/// <param name="Given">How many of that row were given.</param>
public sealed record LogPosition(DateTimeOffset Begin, JournalCursor? Journal, string? Row, int Given)
{
    private const char Separator = '|';

    /// <summary>The position of a text that <see cref="ToString"/> gave; null of any other.</summary>
    public static LogPosition? Parse(string text) =>
        text.Split(Separator) is [var begin, var journal, var row, var given]
        && long.TryParse(begin, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new LogPosition(
                DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), JournalCursor.Parse(journal), row.Length == 0 ? null : row, count)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Begin.ToUnixTimeMilliseconds()}{Separator}{Journal}{Separator}{Row}{Separator}{Given}");
}
