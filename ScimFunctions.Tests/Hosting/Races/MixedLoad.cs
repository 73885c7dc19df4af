using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Races;

/// <summary>
/// Writers that make, change, rename and delete users and SCIM groups at random, through any of several servers, with names
/// that others want too. Each answer has to be one that others' changes explain.
/// </summary>
internal sealed class MixedLoad(HttpClient client, IReadOnlyList<ScimTenant> doors, int operations)
{
    private const string PatchHead = """{ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [""";

    private readonly ConcurrentDictionary<string, byte> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _groups = new(StringComparer.Ordinal);
    private int _begun;

    /// <summary>How many answers were of each kind.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = new(StringComparer.Ordinal);

    public Task RunAsync(int writers, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(new Random(writer), cancellation), cancellation)));

    private async Task WriteAsync(Random random, CancellationToken cancellation)
    {
        while (Interlocked.Increment(ref _begun) <= operations)
        {
            // Few enough names that writers often want the same one.
            var name = $"name-{random.Next(2_000)}";
            var user = Any(_users, random);
            var group = Any(_groups, random);
            await (random.Next(100) switch
            {
                < 35 => MakeAsync(_users, random, "/Users", $$"""{ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "{{name}}", "externalId": "ext-{{name}}", "emails": [{ "value": "{{name}}@example.com" }] }""", cancellation),
                < 40 => MakeAsync(_groups, random, "/Groups", $$"""{ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "group-{{random.Next(60)}}" }""", cancellation),
                < 50 => SendAsync(random, HttpMethod.Patch, "/Users", user, $$"""{{PatchHead}}{ "op": "replace", "path": "userName", "value": "{{name}}" }] }""", cancellation),
                < 62 => SendAsync(random, HttpMethod.Patch, "/Users", user, $$"""{{PatchHead}}{ "op": "replace", "path": "active", "value": {{(random.Next(2) == 0 ? "true" : "false")}} }] }""", cancellation),
                < 78 => SendAsync(random, HttpMethod.Patch, "/Groups", group, $$"""{{PatchHead}}{ "op": "{{(random.Next(3) == 0 ? "remove" : "add")}}", "path": "members", "value": [{ "value": "{{user}}" }] }] }""", cancellation),
                < 81 => SendAsync(random, HttpMethod.Patch, "/Groups", group, $$"""{{PatchHead}}{ "op": "replace", "path": "displayName", "value": "group-{{random.Next(60)}}" }] }""", cancellation),
                < 84 => SendAsync(random, HttpMethod.Patch, "/Groups", group, $$"""{{PatchHead}}{ "op": "add", "path": "members", "value": [{ "value": "{{Any(_groups, random)}}" }] }] }""", cancellation),
                < 98 => DeleteAsync(_users, random, "/Users", user, cancellation),
                _ => DeleteAsync(_groups, random, "/Groups", group, cancellation),
            });
        }
    }

    private async Task MakeAsync(ConcurrentDictionary<string, byte> made, Random random, string path, string body, CancellationToken cancellation)
    {
        var (status, answer) = await client.SendAsync(doors[random.Next(doors.Count)], HttpMethod.Post, path, body, cancellation);
        Note(HttpMethod.Post, path, status, answer);
        if (status is HttpStatusCode.Created)
        {
            using var json = JsonDocument.Parse(answer);
            made.TryAdd(json.RootElement.GetProperty("id").GetString()!, 0);
        }
    }

    private async Task DeleteAsync(ConcurrentDictionary<string, byte> made, Random random, string path, string id, CancellationToken cancellation)
    {
        await SendAsync(random, HttpMethod.Delete, path, id, null, cancellation);
        made.TryRemove(id, out _);
    }

    private async Task SendAsync(Random random, HttpMethod method, string path, string id, string? body, CancellationToken cancellation)
    {
        var (status, answer) = await client.SendAsync(doors[random.Next(doors.Count)], method, $"{path}/{id}", body, cancellation);
        Note(method, path, status, answer);
    }

    private void Note(HttpMethod method, string path, HttpStatusCode status, string answer)
    {
        Answers.AddOrUpdate($"{method} {path} {(int)status}", 1, static (_, count) => count + 1);

        // A member that is gone or a group in itself is 400, a name that is taken 409, what was deleted 404, and what others
        // kept changing 503.
        Assert.True(
            status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent or HttpStatusCode.BadRequest
                or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable,
            $"{method} {path} answered {(int)status}: {answer}");
    }

    private static string Any(ConcurrentDictionary<string, byte> made, Random random)
    {
        var skip = random.Next(Math.Max(1, Math.Min(made.Count, 200)));
        return made.Keys.Skip(skip).FirstOrDefault() ?? made.Keys.FirstOrDefault() ?? "nobody";
    }
}
