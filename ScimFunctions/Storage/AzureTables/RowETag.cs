using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Azure;

namespace ScimFunctions.Storage.AzureTables;

/// <summary>
/// Azure's ETags as rows have them and back, without loss: <c>W/"datetime'2026-01-02T03%3A04%3A05.6789012Z'"</c>
/// becomes <c>t</c> and the time in hexadecimal ticks; any other shape becomes <c>x</c> and its base64url.
/// </summary>
internal static class RowETag
{
    private const string Start = "W/\"datetime'", End = "Z'\"", Time = "yyyy-MM-dd'T'HH'%3A'mm'%3A'ss'.'fffffff";

    public static string Print(ETag etag)
    {
        var text = etag.ToString("H");
        return ReadTime(text) is { } ticks && string.Equals(WriteTime(ticks), text, StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"t{ticks:x}")
            : "x" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The ETag, or null of a text that <see cref="Print"/> did not write, which no row has.</summary>
    public static ETag? Parse(string printed)
    {
        if (printed.StartsWith('t')
            && long.TryParse(printed.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks)
        {
            return new ETag(WriteTime(ticks));
        }

        return printed.StartsWith('x') && Base64Url.IsValid(printed.AsSpan(1))
            ? new ETag(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(printed.AsSpan(1))))
            : null;
    }

    private static long? ReadTime(string text) =>
        text.StartsWith(Start, StringComparison.Ordinal) && text.EndsWith(End, StringComparison.Ordinal)
        && DateTime.TryParseExact(text.AsSpan(Start.Length, Math.Max(0, text.Length - Start.Length - End.Length)), Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.Ticks
            : null;

    private static string WriteTime(long ticks) =>
        Start + new DateTime(ticks).ToString(Time, CultureInfo.InvariantCulture) + End;
}
