using ScimFunctions.Storage;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Embedded;

namespace ScimFunctions.Tests.Tokens;

/// <summary>A vault that can be down and counts its reads.</summary>
internal sealed class ScriptedVault(ITable table) : ITokenVault
{
    private readonly TableTokenVault _inner = new(table);

    public bool Down { get; set; }

    public int Gets { get; private set; }

    public Task<string> SetAsync(string name, string json, CancellationToken cancellation)
    {
        FailIfDown();
        return _inner.SetAsync(name, json, cancellation);
    }

    public Task<string> GetAsync(string name, string version, CancellationToken cancellation)
    {
        Gets++;
        FailIfDown();
        return _inner.GetAsync(name, version, cancellation);
    }

    public Task PingAsync(CancellationToken cancellation) => Task.CompletedTask;

    private void FailIfDown()
    {
        if (Down)
        {
            throw new TokenVaultException("The token vault is unavailable.");
        }
    }
}
