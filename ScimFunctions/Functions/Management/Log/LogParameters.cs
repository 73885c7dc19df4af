using System.Globalization;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Functions.Management.Log;

/// <summary>The query parameters of the provisioning log.</summary>
internal static class LogParameters
{
    /// <summary>Their names; they make a list the same, beside the count.</summary>
    public static readonly string[] Names = ["user", "status", "from", "to"];

    private const string TimeExample = "2026-01-31T08:30:00Z";

    /// <summary>What a request asks for.</summary>
    /// <exception cref="ProblemException">400: a parameter breaks a rule.</exception>
    public static LogQuery Read(ManagementRequest management, string? place) => new()
    {
        User = management.Query("user") switch
        {
            { Length: 0 or > ResourceLimits.UniqueCharacters } => throw Refuse("user", "It is the id or the userName of a user.", "jo@example.com"),
            var user => user,
        },
        Status = management.Query("status") is { } status
            ? StatusRange.Parse(status) ?? throw Refuse("status", "It is a status of HTTP, or a class of them.", "4xx")
            : null,
        From = TimeOf(management, "from"),
        To = TimeOf(management, "to"),
        Count = management.Count,
        Position = place is null ? null : LogPosition.Parse(place),
    };

    private static DateTimeOffset? TimeOf(ManagementRequest management, string name) => management.Query(name) switch
    {
        null => null,
        var text when DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time >= DateTimeOffset.UnixEpoch && time.Year < 9000 => time,
        _ => throw Refuse(name, "It is a time of RFC 3339, in UTC or with an offset; '+' has to be escaped as %2B.", TimeExample),
    };

    private static ProblemException Refuse(string name, string rule, string example) => Problem.OfField(name, rule, example).ToException();
}
