using ScimFunctions.Directory.Checking;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary>What commands work on, opened when one needs it.</summary>
/// <param name="Groups">The tenant groups.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="AdminKey">The key of the management interface.</param>
/// <param name="Checking">What checks and repairs tenant groups.</param>
/// <param name="Address">Where clients reach the server.</param>
/// <param name="Owner">What is to be closed in the end, such as the service provider; null where nothing is.</param>
public sealed record CommandServices(
    TenantGroupRegistry Groups,
    TokenAdministration Tokens,
    AdminKey AdminKey,
    GroupChecking Checking,
    PublicAddress Address,
    IAsyncDisposable? Owner = null)
    : IAsyncDisposable
{
    /// <summary>Where what only some commands need comes from.</summary>
    public IServiceProvider? Provider { get; init; }

    /// <summary>Does what is else done on the way of requests, and tells how many tenant groups are still to be removed.</summary>
    public Func<CancellationToken, Task<int?>>? Housekeeping { get; init; }

    /// <summary>What only some commands need.</summary>
    public T Required<T>()
        where T : notnull =>
        (Provider ?? throw new InvalidOperationException("This command has no services.")).GetRequiredService<T>();

    /// <summary>Closes the owner.</summary>
    public ValueTask DisposeAsync() => Owner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
