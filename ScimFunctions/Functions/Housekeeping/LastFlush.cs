namespace ScimFunctions.Functions.Housekeeping;

/// <summary>Writes down what only this process knows when it is stopped.</summary>
public sealed class LastFlush(Housekeeper housekeeper) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => housekeeper.FlushAsync(cancellationToken);
}
