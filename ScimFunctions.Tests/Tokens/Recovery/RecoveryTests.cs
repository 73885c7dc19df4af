using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Directory;
using ScimFunctions.Tests.Storage;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Embedded;
using ScimFunctions.Tokens.Recovery;
using Xunit;

namespace ScimFunctions.Tests.Tokens.Recovery;

/// <summary>A store and a vault that are lost, and what comes back of them.</summary>
public sealed class RecoveryTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));
    private readonly InMemoryTable _table = new(), _recovered = new();
    private readonly TableTokenVault _vault = new(new InMemoryTable()), _recoveredVault = new(new InMemoryTable());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_that_worked_works_and_one_that_had_ended_does_not()
    {
        await GroupAsync("acme");
        var ended = await TokenAsync("acme");
        var kept = await TokenAsync("acme", replace: true);

        await RecoverAsync(await BackupAsync());

        Assert.IsType<Granted>(await AuthenticateAsync("acme", kept));
        Assert.IsType<Refused>(await AuthenticateAsync("acme", ended));
    }

    [Fact]
    public async Task Token_that_is_made_after_the_backup_has_ended()
    {
        await GroupAsync("acme");
        var before = await TokenAsync("acme");
        var backup = await BackupAsync();
        var after = await TokenAsync("acme");

        await RecoverAsync(backup);

        Assert.IsType<Granted>(await AuthenticateAsync("acme", before));
        Assert.IsType<Refused>(await AuthenticateAsync("acme", after));
    }

    [Fact]
    public async Task Admin_key_and_keys_of_cursors_work()
    {
        var key = (await new AdminKey(_table, _vault, _time).EnsureAsync(Cancellation))!;
        var cursorKey = await new CursorKeys(_table, _vault, _time).CurrentAsync(Cancellation);

        await RecoverAsync(await BackupAsync());

        Assert.True(await new AdminKey(_recovered, _recoveredVault, _time).VerifyAsync(key.Reveal(), Cancellation));
        var found = await new CursorKeys(_recovered, _recoveredVault, _time).FindAsync(cursorKey.Id, Cancellation);
        Assert.Equal(cursorKey.Bytes.ToArray(), found!.Bytes.ToArray());
    }

    [Fact]
    public async Task Tokens_whose_secret_is_lost_have_ended_and_new_ones_can_be_made()
    {
        await GroupAsync("acme");
        var token = await TokenAsync("acme");
        var key = (await new AdminKey(_table, _vault, _time).EnsureAsync(Cancellation))!;
        using var backup = new StringWriter();
        var counts = await new StoreBackup(_table, new TableTokenVault(new InMemoryTable()), _time).RunAsync(backup, Cancellation);
        Assert.Equal((0, 2), (counts.Secrets, counts.Lost));

        Assert.Equal(2, (await RecoverAsync(backup.ToString())).Lost);

        Assert.IsType<Refused>(await AuthenticateAsync("acme", token));
        Assert.False(await new AdminKey(_recovered, _recoveredVault, _time).VerifyAsync(key.Reveal(), Cancellation));
        Assert.NotNull(await new AdminKey(_recovered, _recoveredVault, _time).EnsureAsync(Cancellation));
        var made = await new TokenAdministration(new TenantGroupRegistry(_recovered, _time), _recoveredVault, new(RequireSso: false), _time)
            .CreateAsync("acme", Request, Cancellation);
        Assert.IsType<Granted>(await AuthenticateAsync("acme", Assert.IsType<TokenMade>(made).Token.Reveal()));
    }

    [Fact]
    public async Task All_rows_of_all_tenant_groups_are_as_they_were()
    {
        var acme = await GroupAsync("acme");
        var other = await GroupAsync("other");
        var world = new GroupWorld(_table, acme.Id);
        await world.CreateAsync("Sales", await world.UsersAsync(120));
        await world.Intents.SettledAsync();
        await new GroupWorld(_table, other.Id).UsersAsync(3);

        var counts = await RecoverAsync(await BackupAsync());

        Assert.Equal(2, counts.TenantGroups);
        foreach (var group in new[] { acme, other })
        {
            Assert.Equal(await DumpAsync(_table, group.Id), await DumpAsync(_recovered, group.Id));
            await StoreCheck.CheckAsync(_recovered, group.Id);
        }
    }

    [Fact]
    public async Task Part_of_a_backup_is_refused_and_the_whole_is_restored_after_it()
    {
        var acme = await GroupAsync("acme");
        await new GroupWorld(_table, acme.Id).UsersAsync(30);
        var token = await TokenAsync("acme");
        var backup = await BackupAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => RecoverAsync(backup[..backup.LastIndexOf("{\"end\"", StringComparison.Ordinal)]));
        Assert.Null(await new TenantGroupRegistry(_recovered, _time).FindAsync("acme", Cancellation));

        await RecoverAsync(backup);
        Assert.IsType<Granted>(await AuthenticateAsync("acme", token));
        await StoreCheck.CheckAsync(_recovered, acme.Id);
    }

    [Fact]
    public async Task Store_that_holds_tenant_groups_is_refused()
    {
        await GroupAsync("acme");
        var backup = await BackupAsync();
        await RecoverAsync(backup);
        await Assert.ThrowsAsync<InvalidDataException>(() => RecoverAsync(backup));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"export":{}}""")]
    [InlineData("{\"backup\":1}\n{\"k\":7}")]
    public async Task Other_file_is_refused(string text) => await Assert.ThrowsAsync<InvalidDataException>(() => RecoverAsync(text));

    private static TokenRequest Request => new("test", TokenScope.Provision, Lifetime: null, "test");

    private async Task<TenantGroup> GroupAsync(string path) =>
        Assert.IsType<TenantGroupSaved>(await new TenantGroupRegistry(_table, _time).CreateAsync(path, null, Cancellation)).Stored.Group;

    private async Task<string> TokenAsync(string path, bool replace = false)
    {
        var administration = new TokenAdministration(new TenantGroupRegistry(_table, _time), _vault, new(RequireSso: false), _time);
        var outcome = replace
            ? await administration.RotateAsync(path, null, Request, TimeSpan.Zero, Cancellation)
            : await administration.CreateAsync(path, Request, Cancellation);
        return Assert.IsType<TokenMade>(outcome).Token.Reveal();
    }

    private async Task<string> BackupAsync()
    {
        using var text = new StringWriter();
        await new StoreBackup(_table, _vault, _time).RunAsync(text, Cancellation);
        return text.ToString();
    }

    private async Task<BackupCounts> RecoverAsync(string backup)
    {
        using var text = new StringReader(backup);
        return await new StoreRecovery(_recovered, _recoveredVault).RunAsync(text, Cancellation);
    }

    private async Task<Authentication> AuthenticateAsync(string path, string token) =>
        await new TokenAuthenticator(new TenantGroupRegistry(_recovered, _time), _recoveredVault, _time, NullLogger<TokenAuthenticator>.Instance)
            .AuthenticateAsync(path, "Bearer " + token, Cancellation);

    private static async Task<string[]> DumpAsync(InMemoryTable table, string partition)
    {
        var rows = new List<string>();
        var range = new ScimFunctions.Storage.RowRange("!", "~", 1_000);
        for (var more = true; more;)
        {
            var page = await table.ReadAsync(partition, range, Cancellation);
            rows.AddRange(page.Rows.Select(row => $"{row.Key} {Convert.ToHexString(row.Columns.Encoded.Span)} {Convert.ToHexString(row.Document.Span)}"));
            more = page.More;
            range = more ? range.After(page.Rows[^1].Key) : range;
        }

        return [.. rows];
    }
}
