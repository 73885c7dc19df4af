using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary>
/// What a server on the embedded store says when it starts. On an empty directory it makes the tenant group <c>demo</c> with a
/// sample of SAML SSO, its token and the admin key, all or none, and shows them; the process that comes second shows no secret.
/// </summary>
public sealed class FirstRun(
    TenantGroupRegistry groups, FirstCredentialsMaker credentials, AdminKey adminKey, TimeProvider time, PublicAddress address)
{
    private const string DemoGroup = "demo";
    private const int GroupsShown = 5;

    /// <summary>Makes what is missing and writes the lines to <paramref name="output"/>. Throws
    /// <see cref="Storage.StorageException"/> or <see cref="TokenVaultException"/> in an outage.</summary>
    public async Task RunAsync(TextWriter output, CancellationToken cancellation)
    {
        var known = await groups.ListAsync(GroupsShown, after: null, cancellation);
        if (known.Count == 0)
        {
            var request = new TokenRequest("First token", TokenScope.Provision, Lifetime: null, "first run");
            if (await credentials.MakeAsync(DemoGroup, SampleSso.Make(time.GetUtcNow()), request, cancellation) is { } made)
            {
                await output.WriteAsync(Welcome(made));
                return;
            }

            known = await groups.ListAsync(GroupsShown, after: null, cancellation);
        }

        var key = await adminKey.EnsureAsync(cancellation);
        await output.WriteAsync(Reminder(known, key));
    }

    private string Welcome(FirstCredentials made) => $$"""
        {{Lines.TenantUrl(address, made.Group.Path)}}
        {{Lines.SecretToken(made.Token)}}
        {{Lines.AdminKey(made.AdminKey)}}

        Keep the two secrets now: only their hashes are stored. Create a user:
        curl -X POST {{address.TenantUrl(made.Group.Path)}}/Users -w '\n' -H 'Authorization: Bearer {{made.Token.Reveal()}}' -H 'Content-Type: application/scim+json' -d '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada@example.com","externalId":"ada","name":{"givenName":"Ada","familyName":"Lovelace"},"emails":[{"value":"ada@example.com","type":"work","primary":true}],"active":true}'

        """;

    private string Reminder(IReadOnlyList<StoredTenantGroup> known, PlainToken? key)
    {
        var lines = known.Select(stored => Lines.TenantUrl(address, stored.Group.Path)).ToList();
        if (key is not null)
        {
            lines.Add(Lines.AdminKey(key));
        }

        lines.Add("");
        lines.Add(known.Count > 0
            ? "A token is shown once, when it is made: only its hash is stored. Make a new one:"
            : "There is no group yet. Add one:");
        lines.Add(known.Count > 0
            ? $"dotnet run --project ScimFunctions -- token {known[0].Group.Path}"
            : $"dotnet run --project ScimFunctions -- group add {DemoGroup}");
        return string.Join('\n', lines) + "\n";
    }
}
