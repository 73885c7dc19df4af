using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ScimFunctions.Benchmarks;

/// <summary>Creates the users that the cases read and change, over HTTP like any client.</summary>
public sealed class Seeder(Uri tenant, string token)
{
    private const int Connections = 16;

    /// <summary>Creates user1@example.com and so on.</summary>
    /// <returns>Their ids, in no order.</returns>
    public async Task<IReadOnlyList<string>> SeedAsync(int users, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var ids = new string[users];
        await Parallel.ForAsync(0, users, new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellation },
            async (index, stop) => ids[index] = await CreateAsync(client, index + 1, stop));
        return ids;
    }

    private async Task<string> CreateAsync(HttpClient client, int number, CancellationToken cancellation)
    {
        using var body = new StringContent(User(number), Encoding.UTF8, "application/scim+json");
        using var response = await client.PostAsync(new Uri(tenant.AbsoluteUri + "/Users"), body, cancellation);
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Creating user {number} answered {(int)response.StatusCode}: {answer}");
        }

        using var user = JsonDocument.Parse(answer);
        return user.RootElement.GetProperty("id").GetString()!;
    }

    private static string User(int number) => $$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
         "userName":"user{{number}}@example.com","externalId":"ext-{{number}}","active":true,"displayName":"Jo Doe {{number}}",
         "name":{"givenName":"Jo","familyName":"Doe {{number}}","formatted":"Jo Doe {{number}}"},
         "emails":[{"type":"work","primary":true,"value":"user{{number}}@example.com"}],
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"{{number}}","department":"Engineering"} }
        """;
}
