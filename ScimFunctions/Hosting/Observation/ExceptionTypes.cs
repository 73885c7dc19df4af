using OpenTelemetry;
using OpenTelemetry.Logs;

namespace ScimFunctions.Hosting.Observation;

/// <summary>
/// Puts an exception's type in its place: messages of libraries can hold values, keys or URLs, and so personal data.
/// </summary>
internal sealed class ExceptionTypes : BaseProcessor<LogRecord>
{
    private const string Type = "exception.type";

    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is { } exception)
        {
            data.Attributes = [.. data.Attributes ?? [], new(Type, exception.GetType().FullName)];
            data.Exception = null;
        }
    }
}
