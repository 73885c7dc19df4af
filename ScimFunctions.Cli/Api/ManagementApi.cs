using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Cli.CommandLine;

namespace ScimFunctions.Cli.Api;

/// <summary>The management interface of a server. Every method throws <see cref="ApiProblem"/> where the server refuses, and
/// <see cref="CommandException"/> where it does not answer.</summary>
/// <param name="client">Sends to the server's root with the admin key.</param>
/// <param name="time">The clock.</param>
/// <param name="wait">Told how long it waits for a server that asks for it.</param>
internal sealed class ManagementApi(HttpClient client, TimeProvider time, Action<TimeSpan> wait)
{
    private const int MostAttempts = 4;

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Reads a resource.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => await SendAsync(HttpMethod.Get, path, body: null, cancellation);

    /// <summary>Sends a request with a body, or without one, and gives the answer's; undefined where it has none.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestAnswer);
        try
        {
            return await WaitForAsync(method, path, body, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.Unreachable, $"The server at {client.BaseAddress} does not answer in time.");
        }
    }

    /// <summary>The same without a body, of what takes the server as long as it takes.</summary>
    public Task<JsonElement> WaitForAsync(HttpMethod method, string path, CancellationToken cancellation) =>
        WaitForAsync(method, path, body: null, cancellation);

    /// <summary>The items of a list, page by page as they are taken.</summary>
    /// <param name="path">The list's path, with its query.</param>
    /// <param name="pageSize">How many are asked for at once.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async IAsyncEnumerable<JsonElement> ItemsAsync(string path, int pageSize, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var query = new QueryText(path).With("count", $"{pageSize}").With("cursor", cursor);
            var page = await GetAsync(query.ToString(), cancellation);
            if (page.ValueKind is not JsonValueKind.Object || !page.TryGetProperty("items", out var items) || items.ValueKind is not JsonValueKind.Array)
            {
                throw new CommandException(ExitCode.Failed, "The server's answer is no list: see that --url is the address of a ScimFunctions server.");
            }

            foreach (var item in items.EnumerateArray())
            {
                yield return item;
            }

            cursor = JsonField.Text(page, "nextCursor") is { Length: > 0 } next ? next : null;
        }
        while (cursor is not null);
    }

    /// <summary>Posts what is answered by a stream, which is open when it is given.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, JsonObject? body, CancellationToken cancellation) =>
        RespondAsync(() => Message(HttpMethod.Post, path, body), isRepeatable: true, cancellation);

    /// <summary>Posts JSON lines, which may be posted again, and gives the answer.</summary>
    public async Task<JsonElement> SendLinesAsync(string path, ReadOnlyMemory<byte> lines, CancellationToken cancellation)
    {
        using var response = await RespondAsync(
            () => new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new ReadOnlyMemoryContent(lines) { Headers = { ContentType = new("application/jsonl") } },
            }, isRepeatable: true, cancellation);
        return await ReadAsync(response, cancellation);
    }

    private async Task<JsonElement> WaitForAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        using var response = await RespondAsync(() => Message(method, path, body), method == HttpMethod.Get, cancellation);
        return await ReadAsync(response, cancellation);
    }

    private static HttpRequestMessage Message(HttpMethod method, string path, JsonObject? body) => new(method, path)
    {
        Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (text.Length == 0)
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw ApiProblem.Of(HttpStatusCode.NotFound, text);
        }
    }

    private async Task<HttpResponseMessage> RespondAsync(Func<HttpRequestMessage> request, bool isRepeatable, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var message = request();
            var response = await ReachAsync(message, cancellation);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                if (attempt < MostAttempts && Pause(response, isRepeatable) is { } pause)
                {
                    wait(pause);
                    await Task.Delay(pause, time, cancellation);
                    continue;
                }

                throw ApiProblem.Of(response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
            }
        }
    }

    private async Task<HttpResponseMessage> ReachAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        try
        {
            return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException failure)
        {
            throw new CommandException(ExitCode.Unreachable, $"The server at {client.BaseAddress} does not answer: {failure.InnerException?.Message ?? failure.Message}");
        }
    }

    // A request that was turned away for its rate did nothing; not all others are safe to repeat.
    private TimeSpan? Pause(HttpResponseMessage response, bool isRepeatable)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow();
        var isSafe = response.StatusCode is HttpStatusCode.TooManyRequests
            || (response.StatusCode is HttpStatusCode.ServiceUnavailable && isRepeatable);
        return isSafe && asked is { } pause && pause <= LongestPause ? TimeSpan.FromTicks(Math.Max(pause.Ticks, 0)) : null;
    }
}
