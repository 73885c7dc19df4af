using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using ScimFunctions.Storage;
using ScimFunctions.Telemetry;

namespace ScimFunctions.Hosting.Observation;

/// <summary>How a call that came back ended.</summary>
/// <param name="Outcome">A word of few.</param>
/// <param name="Rows">How many rows were read or changed; null where there are none to count.</param>
internal readonly record struct CallEnd(string Outcome, int? Rows = null);

/// <summary>A span and a measurement of each call of one system, the store or the vault.</summary>
internal sealed class CallObserver(ActivitySource spans, Histogram<double> duration, string system, TimeProvider time)
{
    public async ValueTask<T> ObserveAsync<T>(string operation, Func<ValueTask<T>> call, Func<T, CallEnd> describe)
    {
        var start = time.GetTimestamp();
        using var span = spans.StartActivity($"{system} {operation}", ActivityKind.Client);
        span?.SetTag(Labels.System, system).SetTag(Labels.Operation, operation);
        try
        {
            var result = await call();
            var (outcome, rows) = describe(result);
            if (rows is not null)
            {
                span?.SetTag(Labels.Rows, rows);
            }

            End(span, start, operation, outcome);
            return result;
        }
        catch (Exception exception)
        {
            if (exception is StorageException { Code: not 0 } failed)
            {
                span?.SetTag(Labels.StoreCode, failed.Code.ToString(CultureInfo.InvariantCulture));
            }

            span?.SetTag(Labels.ErrorType, exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            End(span, start, operation, OutcomeOf(exception));
            throw;
        }
    }

    private static string OutcomeOf(Exception exception) => exception switch
    {
        OperationCanceledException => "cancelled",
        StorageException { OutcomeUnknown: true } => "unknown",
        _ => "failed",
    };

    private void End(Activity? span, long start, string operation, string outcome)
    {
        span?.SetTag(Labels.Outcome, outcome);
        duration.Record(
            time.GetElapsedTime(start).TotalSeconds,
            new TagList { { Labels.System, system }, { Labels.Operation, operation }, { Labels.Outcome, outcome } });
    }
}
