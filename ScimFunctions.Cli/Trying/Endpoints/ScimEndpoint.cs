using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ScimFunctions.Cli.Trying.Expectations;
using ScimFunctions.Cli.Trying.Playing;

namespace ScimFunctions.Cli.Trying.Endpoints;

/// <summary>A SCIM endpoint that somebody else wrote: what it sends is neither trusted nor waited for without end.</summary>
/// <param name="client">Sends; follows no redirect and has a limit on time and size.</param>
/// <param name="url">The tenant URL.</param>
/// <param name="token">The secret token.</param>
/// <param name="time">The clock.</param>
internal sealed class ScimEndpoint(HttpClient client, TenantUrl url, string token, TimeProvider time)
{
    private const int MostAttempts = 4;
    private const string ScimJson = "application/scim+json";

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>The address of a path under the tenant URL, with the tenant URL's own query.</summary>
    public Uri Address(string path, SequenceVariables variables) => RequestAddress.Of(url.Root, path, url.Query, variables);

    /// <summary>Sends a request as the client does, and waits where a 429 asks for it.</summary>
    public async Task<EndpointAnswer> SendAsync(CycleRequest request, Uri address, string? body, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var message = Message(request, address, body);
            var started = time.GetTimestamp();
            try
            {
                using var response = await client.SendAsync(message, cancellation);
                if (response.StatusCode is HttpStatusCode.TooManyRequests && attempt < MostAttempts && Pause(response) is { } pause)
                {
                    await Task.Delay(pause, time, cancellation);
                    continue;
                }

                return new EndpointAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation), time.GetElapsedTime(started))
                {
                    MediaType = response.Content.Headers.ContentType?.MediaType,
                    Location = response.Headers.Location?.OriginalString,
                };
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return Nothing("timeout", $"no answer within {client.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds");
            }
            catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException)
            {
                return failure is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
                    ? Nothing("too-large", "the answer is too large")
                    : Nothing("broken", failure.InnerException?.Message ?? failure.Message);
            }

            EndpointAnswer Nothing(string trouble, string text) => new(0, text, time.GetElapsedTime(started)) { Trouble = trouble };
        }
    }

    private HttpRequestMessage Message(CycleRequest request, Uri address, string? body)
    {
        var message = new HttpRequestMessage(request.Method, address);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        message.Headers.TryAddWithoutValidation("Accept", request.Headers.GetValueOrDefault("Accept", ScimJson));
        if (body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.Headers.GetValueOrDefault("Content-Type", ScimJson + "; charset=utf-8"));
        }

        return message;
    }

    private TimeSpan? Pause(HttpResponseMessage response) =>
        (response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow()) is { } asked && asked <= LongestPause
            ? TimeSpan.FromTicks(Math.Max(asked.Ticks, 0))
            : null;
}
