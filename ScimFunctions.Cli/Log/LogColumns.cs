using System.Globalization;
using ScimFunctions.Cli.Api;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.Log;

/// <summary>How entries of the log are shown.</summary>
internal static class LogColumns
{
    /// <summary>The columns of tables and lines.</summary>
    public static IReadOnlyList<Column> All { get; } =
    [
        Column.Of("AT", "at"), Column.Of("STATUS", "status"), Column.Of("ACTION", "action"),
        new("RESOURCE", item => $"{JsonField.Text(item, "resourceType")} {JsonField.Text(item, "resourceId")}".Trim()),
        new("BY", item => JsonField.Text(item, "who.tokenName") is { Length: > 0 } name ? name : JsonField.Text(item, "who.tokenId")),
        new("WHAT", item => JsonField.Text(item, "detail") is { Length: > 0 } detail ? detail : JsonField.Text(item, "attributes")),
    ];

    /// <summary>A time as queries have it; null stays null.</summary>
    public static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
