using ScimFunctions.Telemetry;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting.Observation;

/// <summary>Tells of every call of a token vault. Names and contents of secrets stay out.</summary>
internal sealed class ObservedVault(ITokenVault vault, string system, Instruments instruments, TimeProvider time) : ITokenVault
{
    private readonly CallObserver _calls = new(instruments.Spans, instruments.VaultDuration, system, time);

    /// <inheritdoc/>
    public Task<string> SetAsync(string name, string json, CancellationToken cancellation) =>
        _calls.ObserveAsync("set", () => new ValueTask<string>(vault.SetAsync(name, json, cancellation)), _ => new CallEnd("set")).AsTask();

    /// <inheritdoc/>
    public Task<string> GetAsync(string name, string version, CancellationToken cancellation) =>
        _calls.ObserveAsync("get", () => new ValueTask<string>(vault.GetAsync(name, version, cancellation)), _ => new CallEnd("found")).AsTask();

    /// <inheritdoc/>
    public async Task PingAsync(CancellationToken cancellation) => await _calls.ObserveAsync(
        "ping",
        async () =>
        {
            await vault.PingAsync(cancellation);
            return true;
        },
        _ => new CallEnd("answered"));
}
