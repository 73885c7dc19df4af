using System.Net;
using System.Text.Json;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Crashes;

/// <summary>Compares the server with the ledger: every acknowledged write is there, by id and by every index.</summary>
public sealed class LedgerCheck(HttpClient client, ScimTenant tenant)
{
    public Task AllAsync(IEnumerable<LedgerUser> users, CancellationToken cancellation) =>
        Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation },
            async (user, token) => await OneAsync(user, token));

    private async Task OneAsync(LedgerUser user, CancellationToken cancellation)
    {
        var byExternalId = await client.FindAsync(tenant, "externalId", user.ExternalId, cancellation);
        var id = user.Id ?? byExternalId.SingleOrDefault();
        var state = id is null ? null : await ReadAsync(id, cancellation);
        Assert.True(state == user.Acknowledged || (user.IsUnsettled && state == user.Asked),
            $"{user.ExternalId}: acknowledged was {user.Acknowledged}, asked for {user.Asked}, but {state} is there.");
        user.Settle(id, state);

        string[] found = state is null ? [] : [id!];
        Assert.Equal(found, byExternalId);
        if (state is not null)
        {
            Assert.Equal(found, await client.FindAsync(tenant, "userName", state.UserName, cancellation));
            Assert.Equal(found, await client.FindAsync(tenant, "emails.value", state.Email, cancellation));
        }

        foreach (var over in user.Former)
        {
            Assert.Empty(await client.FindAsync(tenant, "userName", over.UserName, cancellation));
            Assert.Empty(await client.FindAsync(tenant, "emails.value", over.Email, cancellation));
        }
    }

    private async Task<UserState?> ReadAsync(string id, CancellationToken cancellation)
    {
        var (status, body) = await client.SendAsync(tenant, HttpMethod.Get, $"/Users/{id}", null, cancellation);
        if (status is HttpStatusCode.NotFound)
        {
            return null;
        }

        Assert.Equal(HttpStatusCode.OK, status);
        using var user = JsonDocument.Parse(body);
        return UserState.Read(user.RootElement);
    }
}
