using System.Collections.Concurrent;
using System.Net;

namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>The connection to Azurite, on which requests fail by a plan: 503 before they are sent, no answer in time, or a
/// connection that breaks when the service has done what it was asked to.</summary>
internal sealed class FaultyTransport() : DelegatingHandler(new SocketsHttpHandler()), IFaultySeam
{
    private readonly ConcurrentQueue<CallKind> _kinds = [];
    private FaultPlan? _plan;
    private int _calls;

    /// <inheritdoc/>
    public int Calls => Volatile.Read(ref _calls);

    /// <inheritdoc/>
    public IReadOnlyList<CallKind> Kinds => [.. _kinds];

    /// <inheritdoc/>
    public void Begin(FaultPlan plan)
    {
        _kinds.Clear();
        (_calls, _plan) = (0, plan);
    }

    /// <inheritdoc/>
    public void End() => _plan = null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var plan = _plan;
        var call = plan is null ? 0 : Interlocked.Increment(ref _calls);
        if (plan is not null)
        {
            _kinds.Enqueue(KindOf(request));
        }

        if (plan is null || !plan.Hits(call))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        switch (plan.Kind)
        {
            case FaultKind.Refused:
                return new HttpResponseMessage((call % 3) switch
                {
                    0 => HttpStatusCode.InternalServerError,
                    1 => HttpStatusCode.ServiceUnavailable,
                    _ => HttpStatusCode.TooManyRequests,
                });
            case FaultKind.TimedOut:
                throw new TaskCanceledException("The request timed out by plan.", new TimeoutException());
            default:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The connection broke by plan.");
        }
    }

    private static CallKind KindOf(HttpRequestMessage request) =>
        request.Method != HttpMethod.Get ? CallKind.Commit
        : request.RequestUri!.AbsolutePath.Contains("PartitionKey", StringComparison.Ordinal) ? CallKind.Find
        : CallKind.Read;
}
