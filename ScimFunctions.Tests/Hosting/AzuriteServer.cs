using System.Security.Cryptography;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Hosting;

/// <summary>The server on Azure Tables, as Azurite serves them; a table of its own.</summary>
public sealed class AzuriteServer(Azurite azurite) : InProcessServer
{
    // A fixture cannot skip: where Azurite is missing, the tests do so when they ask for a tenant group.
    public override async ValueTask InitializeAsync()
    {
        if (Azurite.CanStart)
        {
            await StartAsync(
                $"--Storage:ConnectionString={await azurite.ConnectAsync()}",
                $"--Storage:Table=t{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        }
    }

    public override async Task<ScimTenant> NewTenantAsync(string path)
    {
        await azurite.ConnectAsync();
        return await base.NewTenantAsync(path);
    }
}
