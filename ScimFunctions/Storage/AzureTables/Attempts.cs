using Azure.Core;
using Azure.Core.Pipeline;

namespace ScimFunctions.Storage.AzureTables;

/// <summary>How often a call was sent: the client library sends again when an answer is lost, and only what was sent
/// once is sure not to meet its own effect.</summary>
internal sealed class Attempts
{
    private int _sent;

    /// <summary>Whether the call was sent more than once.</summary>
    public bool Retried => Volatile.Read(ref _sent) > 1;

    /// <summary>Counts what is sent by the calling method until the scope is disposed of.</summary>
    public IDisposable Count() =>
        HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(Attempts)] = this });

    /// <summary>The part of the pipeline that counts, to be placed after the retries.</summary>
    public sealed class Counter : HttpPipelineSynchronousPolicy
    {
        /// <inheritdoc/>
        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.TryGetProperty(nameof(Attempts), out var value) && value is Attempts attempts)
            {
                Interlocked.Increment(ref attempts._sent);
            }
        }
    }
}
