using System.Diagnostics;
using System.Globalization;
using ScimFunctions.Telemetry;

namespace ScimFunctions.Functions.Requests;

/// <summary>A span and the measurements of each request. Registered only where telemetry is on.</summary>
public sealed class RequestTelemetry(Instruments instruments, TimeProvider time)
{
    /// <summary>Answers a request and tells of it.</summary>
    public async Task<IResult> ObserveAsync(HttpRequest request, Func<Task<IResult>> answer)
    {
        var start = time.GetTimestamp();
        var labels = RequestLabels.Of(request);
        var method = RequestLabels.Method(request.Method);
        using var span = instruments.Spans.StartActivity(ActivityKind.Server, Caller(request), name: $"{method} {labels.Route}");
        span?.SetTag(Labels.Method, method).SetTag(Labels.Route, labels.Route).SetTag(Labels.ResourceType, labels.ResourceType);

        var result = await answer();

        var status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        var scimType = (result as JsonResult)?.Error?.ScimType;
        Measure(time.GetElapsedTime(start), method, labels.ResourceType, status, scimType);
        if (span is not null)
        {
            Complete(span, request, status, scimType);
        }

        return result;
    }

    // The trace of who called, a Functions host perhaps. Its tracestate and baggage are free text and stay out.
    private static ActivityContext Caller(HttpRequest request) =>
        Activity.Current is null && ActivityContext.TryParse(request.Headers.TraceParent, null, isRemote: true, out var context) ? context : default;

    private static void Complete(Activity span, HttpRequest request, int status, string? scimType)
    {
        span.SetTag(Labels.Status, status);
        span.SetTag(Labels.CorrelationId, request.HttpContext.Response.Headers[CorrelationId.Header].ToString());
        if (scimType is not null)
        {
            span.SetTag(Labels.ScimType, scimType);
        }

        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag(Labels.ErrorType, status.ToString(CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        }
    }

    private void Measure(TimeSpan took, string method, string resourceType, int status, string? scimType)
    {
        var tags = new TagList { { Labels.Method, method }, { Labels.ResourceType, resourceType }, { Labels.Status, status } };
        instruments.RequestDuration.Record(took.TotalSeconds, tags);
        if (status >= StatusCodes.Status400BadRequest)
        {
            tags.Add(Labels.ScimType, scimType ?? "none");
            instruments.Refusals.Add(1, tags);
        }
    }
}
