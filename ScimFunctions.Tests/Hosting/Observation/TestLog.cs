using Microsoft.Extensions.Logging;

namespace ScimFunctions.Tests.Hosting.Observation;

/// <summary>A library that logs an exception with its message.</summary>
internal static partial class TestLog
{
    [LoggerMessage(1, LogLevel.Error, "It broke")]
    public static partial void LogErrorOf(this ILogger logger, Exception exception);
}
