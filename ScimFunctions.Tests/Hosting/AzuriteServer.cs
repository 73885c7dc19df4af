using System.Security.Cryptography;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Hosting;

/// <summary>The server on Azure Tables, as Azurite serves them; a table of its own.</summary>
public sealed class AzuriteServer(Azurite azurite) : InProcessServer
{
    public override async ValueTask InitializeAsync() => await StartAsync(
        $"--Storage:ConnectionString={await azurite.ConnectAsync()}",
        $"--Storage:Table=t{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
}
