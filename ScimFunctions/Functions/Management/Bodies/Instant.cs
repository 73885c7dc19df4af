using System.Globalization;
using System.Text.Json;

namespace ScimFunctions.Functions.Management.Bodies;

/// <summary>Points in time in the JSON of administrators (RFC 3339, UTC, milliseconds).</summary>
internal static class Instant
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter writer, string name, DateTimeOffset? instant)
    {
        if (instant is { } at)
        {
            writer.WriteString(name, Text(at));
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
