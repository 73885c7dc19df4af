using System.Globalization;
using System.Text;

namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>
/// How far a reader of the journal has come: a place in each lane. Read from the oldest, it is the place that is next;
/// read from the newest, the one above it that was read last. As text it is the letter of its order and, for each lane,
/// its name and place: <c>o000-1f4_001-0</c>.
/// </summary>
public sealed class JournalCursor
{
    /// <summary>The longest text.</summary>
    public const int LongestText = 1_024;

    private const char Oldest = 'o', Newest = 'n', BetweenLanes = '_', BeforePlace = '-';
    private const int LongestLane = 6, LongestPlace = 12;

    private readonly SortedDictionary<string, long> _places;

    internal JournalCursor(JournalOrder order, IEnumerable<KeyValuePair<string, long>> places) =>
        (Order, _places) = (order, new(places.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>In which direction it reads.</summary>
    public JournalOrder Order { get; }

    internal IReadOnlyDictionary<string, long> Places => _places;

    /// <summary>The cursor of a text that <see cref="ToString"/> gave; null of any other.</summary>
    public static JournalCursor? Parse(string text)
    {
        if (text.Length is 0 or > LongestText || text[0] is not (Oldest or Newest))
        {
            return null;
        }

        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in text[1..].Split(BetweenLanes, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf(BeforePlace);
            if (at is < 1 or > LongestLane || part.AsSpan(0, at).ContainsAnyExceptInRange('0', '9')
                || part.Length - at - 1 > LongestPlace
                || !long.TryParse(part.AsSpan(at + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var place)
                || !places.TryAdd(part[..at], place))
            {
                return null;
            }
        }

        return new JournalCursor(text[0] == Oldest ? JournalOrder.OldestFirst : JournalOrder.NewestFirst, places);
    }

    /// <summary>The text, of letters, digits, <c>-</c> and <c>_</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Order == JournalOrder.OldestFirst ? Oldest : Newest);
        foreach (var (lane, place) in _places)
        {
            var separator = text.Length > 1 ? BetweenLanes.ToString() : "";
            text.Append(CultureInfo.InvariantCulture, $"{separator}{lane}{BeforePlace}{place:x}");
        }

        return text.ToString();
    }
}
