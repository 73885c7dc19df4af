using ScimFunctions.Tests.Storage;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Embedded;
using Xunit;

namespace ScimFunctions.Tests.Tokens.Embedded;

public sealed class TableTokenVaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_stay_as_they_were_set()
    {
        var vault = new TableTokenVault(new InMemoryTable());
        var first = await vault.SetAsync("scim-admin-key", "1", Cancellation);
        var second = await vault.SetAsync("scim-admin-key", "2", Cancellation);

        Assert.Equal("1", await vault.GetAsync("scim-admin-key", first, Cancellation));
        Assert.Equal("2", await vault.GetAsync("scim-admin-key", second, Cancellation));
    }

    [Fact]
    public async Task A_missing_version_is_an_exception() =>
        await Assert.ThrowsAsync<TokenVaultException>(() =>
            new TableTokenVault(new InMemoryTable()).GetAsync("scim-admin-key", "1", Cancellation));

    [Fact]
    public async Task A_table_that_is_down_is_an_unavailable_vault()
    {
        var vault = new TableTokenVault(new ScriptedTable { Down = true });
        await Assert.ThrowsAsync<TokenVaultException>(() => vault.SetAsync("scim-admin-key", "1", Cancellation));
        await Assert.ThrowsAsync<TokenVaultException>(() => vault.GetAsync("scim-admin-key", "1", Cancellation));
        await Assert.ThrowsAsync<TokenVaultException>(() => vault.PingAsync(Cancellation));
    }
}
