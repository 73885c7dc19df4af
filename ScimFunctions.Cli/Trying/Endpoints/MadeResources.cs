using System.Collections.Frozen;
using System.Text.Json;
using ScimFunctions.Cli.Trying.Expectations;
using ScimFunctions.Cli.Trying.Playing;

namespace ScimFunctions.Cli.Trying.Endpoints;

/// <summary>What a run has made, or may have made, so that it can be deleted again.</summary>
internal sealed class MadeResources(ScimEndpoint endpoint)
{
    private const int NotFound = 404, Gone = 410;

    // A run that was stopped must not wait without end for an endpoint that does not answer.
    private static readonly TimeSpan TimeToDelete = TimeSpan.FromSeconds(45);

    private readonly List<(string Type, string Id)> _made = [];
    private readonly List<(string Type, string Attribute, string Name)> _uncertain = [];

    /// <summary>Sends a create and remembers what it may make, also where no answer comes.</summary>
    public async Task<EndpointAnswer> MakeAsync(string type, string body, Func<Task<EndpointAnswer>> send)
    {
        using var resource = JsonDocument.Parse(body);
        var attribute = resource.RootElement.TryGetProperty("userName", out _) ? "userName" : "displayName";
        var attempt = (type, attribute, resource.RootElement.GetProperty(attribute).GetString()!);
        _uncertain.Add(attempt);
        var answer = await send();
        if (answer.IsSuccess && Id(answer) is { } id)
        {
            _made.Add((type, id));
            _uncertain.Remove(attempt);
        }
        else if (answer is { Trouble: null, Status: >= 400 and < 500 })
        {
            _uncertain.Remove(attempt);
        }

        return answer;
    }

    /// <summary>Deletes all of it, the last first, and gives what could not be deleted, and why.</summary>
    public async Task<IReadOnlyList<string>> DeleteAsync()
    {
        using var limit = new CancellationTokenSource(TimeToDelete);
        var left = new List<string>();
        try
        {
            foreach (var (type, attribute, name) in _uncertain)
            {
                _made.AddRange(await FindAsync(type, attribute, name, limit.Token));
            }

            while (_made is [.., var (type, id)])
            {
                if (await DeleteAsync($"{type}/{Uri.EscapeDataString(id)}", limit.Token) is { } problem)
                {
                    left.Add($"{type}/{id}: {problem}");
                }

                _made.RemoveAt(_made.Count - 1);
            }
        }
        catch (OperationCanceledException)
        {
            left.AddRange(_made.Select(made => $"{made.Type}/{made.Id}: there was no time left"));
        }

        return left;
    }

    private async Task<string?> DeleteAsync(string path, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Delete, path, cancellation);
        if (answer.Status is NotFound or Gone)
        {
            return null;
        }

        if (!answer.IsSuccess)
        {
            return answer.Trouble is null ? $"DELETE is answered with {answer.Status}" : answer.Text;
        }

        var after = await SendAsync(HttpMethod.Get, path, cancellation);
        return after.IsSuccess ? "it is still there after DELETE" : null;
    }

    // Only what carries the run's own name is touched, whatever the endpoint makes of the filter.
    private async Task<IEnumerable<(string Type, string Id)>> FindAsync(string type, string attribute, string name, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, $"{type}?filter={attribute} eq \"{Uri.EscapeDataString(name)}\"", cancellation);
        return answer.Json is { ValueKind: JsonValueKind.Object } page && page.TryGetProperty("Resources", out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. from resource in list.EnumerateArray()
                  where Text(resource, attribute) is { } found && found.Equals(name, StringComparison.OrdinalIgnoreCase)
                  where Text(resource, "id") is not null
                  select (type, Text(resource, "id")!)]
            : [];
    }

    private Task<EndpointAnswer> SendAsync(HttpMethod method, string path, CancellationToken cancellation) =>
        endpoint.SendAsync(new CycleRequest(method, path, FrozenDictionary<string, string>.Empty, Body: null),
            endpoint.Address(path, new SequenceVariables()), body: null, cancellation);

    private static string? Id(EndpointAnswer answer)
    {
        var fromLocation = answer.Location?.TrimEnd('/').Split('/')[^1] is { Length: > 0 } segment ? Uri.UnescapeDataString(segment) : null;
        return (answer.Json is { } json ? Text(json, "id") : null) ?? fromLocation;
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
