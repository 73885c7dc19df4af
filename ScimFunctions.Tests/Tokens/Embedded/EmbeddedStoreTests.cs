using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Embedded;
using Xunit;

namespace ScimFunctions.Tests.Tokens.Embedded;

/// <summary>Tokens and the first run on the embedded store, opened twice as two processes would.</summary>
public sealed class EmbeddedStoreTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly EmbeddedTable[] _tables;

    public EmbeddedStoreTests() => _tables = [EmbeddedTable.Open(_directory.Path), EmbeddedTable.Open(_directory.Path)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_processes_started_at_once_exactly_one_shows_the_secrets()
    {
        var texts = await Task.WhenAll(_tables.Select(table => Task.Run(() => RunAsync(table), Cancellation)));

        Assert.Single(texts, text => text.Contains("scimfn_", StringComparison.Ordinal));
        Assert.Single(texts, text => text.Contains("scimadm_", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.StartsWith("Tenant URL:    ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_made_at_once_by_two_processes_are_all_kept()
    {
        await Groups(_tables[0]).CreateAsync("acme", null, Cancellation);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () => Tokens(_tables[i % 2]).CreateAsync("acme", TokenWorld.Request(), Cancellation), Cancellation)));

        var kept = (await Tokens(_tables[0]).ListAsync("acme", Cancellation))!.Select(token => token.Id).Order(StringComparer.Ordinal);
        Assert.Equal(made.Select(outcome => Assert.IsType<TokenMade>(outcome).Stored.Id).Order(StringComparer.Ordinal), kept, StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var table in _tables)
        {
            await table.DisposeAsync();
        }

        _directory.Dispose();
    }

    private static TenantGroupRegistry Groups(ITable table) => new(table, TimeProvider.System);

    private static TokenAdministration Tokens(ITable table) => new(Groups(table), new TableTokenVault(table), new(RequireSso: false), TimeProvider.System);

    private static async Task<string> RunAsync(ITable table)
    {
        var key = new AdminKey(table, new TableTokenVault(table), TimeProvider.System);
        await using var output = new StringWriter();
        await new FirstRun(Groups(table), new(table, Groups(table), Tokens(table), key), key, TimeProvider.System, new(PublicAddress.Default))
            .RunAsync(output, Cancellation);
        return output.ToString();
    }
}
