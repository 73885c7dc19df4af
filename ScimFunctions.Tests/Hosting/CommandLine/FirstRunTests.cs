using System.Text.Json.Nodes;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Tests.Tokens;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Hosting.CommandLine;

public sealed class FirstRunTests
{
    private readonly ScriptedTable _table = new();
    private readonly TenantGroupRegistry _groups;
    private readonly ScriptedVault _vault;

    public FirstRunTests()
    {
        _groups = new(_table, TimeProvider.System);
        _vault = new(_table);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_directory_gets_a_group_a_token_and_an_admin_key()
    {
        var lines = (await RunAsync()).Split('\n');

        Assert.Equal("Tenant URL:    http://localhost:7071/api/scim/v2/groups/demo", lines[0]);
        Assert.Matches("^Secret token:  scimfn_[A-Za-z0-9_-]{49}$", lines[1]);
        Assert.Matches("^Admin key:     scimadm_[A-Za-z0-9_-]{49}$", lines[2]);
        Assert.Equal("", lines[3]);
    }

    [Fact]
    public async Task What_is_shown_is_valid()
    {
        var lines = (await RunAsync()).Split('\n');
        var authenticator = new TokenAuthenticator(
            _groups, _vault, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<TokenAuthenticator>.Instance);

        Assert.IsType<Granted>(await authenticator.AuthenticateAsync("demo", "Bearer " + lines[1]["Secret token:  ".Length..], Cancellation));
        Assert.True(await Key().VerifyAsync(lines[2]["Admin key:     ".Length..], Cancellation));
    }

    [Fact]
    public async Task The_curl_line_has_the_URL_the_token_and_a_user()
    {
        var lines = (await RunAsync()).Split('\n');
        var curl = Assert.Single(lines, line => line.StartsWith("curl ", StringComparison.Ordinal));

        Assert.StartsWith("curl -X POST http://localhost:7071/api/scim/v2/groups/demo/Users ", curl, StringComparison.Ordinal);
        Assert.Contains($"'Authorization: Bearer {lines[1]["Secret token:  ".Length..]}'", curl, StringComparison.Ordinal);
        Assert.Equal("ada@example.com", (string?)JsonNode.Parse(curl.Split("-d '")[1].TrimEnd('\''))!["userName"]);
    }

    [Fact]
    public async Task A_later_start_shows_the_URL_and_the_command_and_no_secret()
    {
        await RunAsync();
        var text = await RunAsync();

        Assert.StartsWith("Tenant URL:    http://localhost:7071/api/scim/v2/groups/demo\n", text, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project ScimFunctions -- token demo\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("scimfn_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("scimadm_", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_starts_at_once_one_shows_all_and_the_other_no_secret()
    {
        var winner = "";
        _table.BeforeNextCommit = async () => winner = await RunAsync();
        var loser = await RunAsync();

        Assert.Contains("Secret token:  scimfn_", winner, StringComparison.Ordinal);
        Assert.Contains("Admin key:     scimadm_", winner, StringComparison.Ordinal);
        Assert.StartsWith("Tenant URL:    ", loser, StringComparison.Ordinal);
        Assert.DoesNotContain("scimfn_", loser, StringComparison.Ordinal);
        Assert.DoesNotContain("scimadm_", loser, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_run_whose_answer_is_lost_shows_all()
    {
        _table.LoseNextAnswer = true;
        Assert.Contains("Secret token:  scimfn_", await RunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_with_a_group_and_no_admin_key_gets_the_key_alone()
    {
        await _groups.CreateAsync("acme", null, Cancellation);
        var text = await RunAsync();

        Assert.Contains("\nAdmin key:     scimadm_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("demo", text, StringComparison.Ordinal);
    }

    private AdminKey Key() => new(_table, _vault, TimeProvider.System);

    private async Task<string> RunAsync()
    {
        var tokens = new TokenAdministration(_groups, _vault, new(RequireSso: true), TimeProvider.System);
        var credentials = new FirstCredentialsMaker(_table, _groups, tokens, Key());
        await using var output = new StringWriter();
        await new FirstRun(_groups, credentials, Key(), TimeProvider.System, new(PublicAddress.Default)).RunAsync(output, Cancellation);
        return output.ToString();
    }
}
