using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace ScimFunctions.Tests.Hosting.Crashes;

/// <summary>
/// Writers on connections of their own, each with users of its own, that create, change and delete until the server is
/// killed under them: after a number of acknowledged writes, while the others are in mid-flight.
/// </summary>
public sealed class CrashLoad(HttpClient client, ScimTenant tenant, int round)
{
    private const int Writers = 6;
    private readonly ConcurrentBag<LedgerUser> _touched = [];
    private int _acknowledged;

    public async Task<IReadOnlyCollection<LedgerUser>> RunAsync(int writes, Action kill, CancellationToken cancellation)
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer, writes, kill, cancellation), cancellation)));
        return _touched;
    }

    private async Task WriteAsync(int writer, int writes, Action kill, CancellationToken cancellation)
    {
        var random = new Random((round * Writers) + writer);
        var users = new List<LedgerUser>();
        for (var number = 0; Volatile.Read(ref _acknowledged) < writes; number++)
        {
            var user = Choose(users, random, $"r{round}w{writer}n{number}");
            try
            {
                await ChangeAsync(user, random, $"r{round}w{writer}v{number}", cancellation);
            }
            catch (HttpRequestException)
            {
                return;
            }

            if (Interlocked.Increment(ref _acknowledged) == writes)
            {
                kill();
            }
        }
    }

    private LedgerUser Choose(List<LedgerUser> users, Random random, string externalId)
    {
        var living = users.Where(user => user.Acknowledged is not null).ToList();
        if (living.Count > 0 && random.Next(10) < 6)
        {
            return living[random.Next(living.Count)];
        }

        var made = new LedgerUser(externalId);
        users.Add(made);
        _touched.Add(made);
        return made;
    }

    private async Task ChangeAsync(LedgerUser user, Random random, string name, CancellationToken cancellation)
    {
        var state = new UserState(name, $"{name}@example.com", Active: user.Acknowledged is null || random.Next(2) == 0);
        var (method, path, next, body, expected) = user.Acknowledged switch
        {
            null => (HttpMethod.Post, "/Users", state, state.PostBody(user.ExternalId), HttpStatusCode.Created),
            _ when random.Next(3) == 0 => (HttpMethod.Delete, $"/Users/{user.Id}", null, null, HttpStatusCode.NoContent),
            _ => (HttpMethod.Patch, $"/Users/{user.Id}", (UserState?)state, (string?)state.PatchBody(), HttpStatusCode.OK),
        };
        user.Ask(next);
        var (status, answer) = await client.SendAsync(tenant, method, path, body, cancellation);
        if (status != expected)
        {
            throw new InvalidOperationException($"{method} answered {(int)status}: {answer}");
        }

        user.Settle(next is null ? null : Id(answer), next);
    }

    private static string Id(string answer)
    {
        using var user = JsonDocument.Parse(answer);
        return user.RootElement.GetProperty("id").GetString()!;
    }
}
