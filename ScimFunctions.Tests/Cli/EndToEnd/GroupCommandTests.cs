using System.Text.Json;
using ScimFunctions.Tests.Functions.Management.Sso;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Cli.EndToEnd;

/// <summary>Groups, their SSO and tokens on the command line, against a real server.</summary>
public sealed class GroupCommandTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    [Fact]
    public async Task A_group_is_added_listed_shown_renamed_and_deleted()
    {
        var admin = await Administrator.AtAsync(server);
        var path = TenantPath.Unique("cli.io");
        var made = await admin.JsonAsync("group", "add", path, "--name", "Acme", "--token", "Entra ID");
        Assert.StartsWith("scimfn_", made.GetProperty("token").GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Contains(await ListAsync(admin, "group", "list"), group => group.GetProperty("path").GetString() == path);
        Assert.Contains($"{path}\tAcme\t", await admin.TextAsync("group", "list"), StringComparison.Ordinal);
        Assert.Contains("name\tAcme", await admin.TextAsync("group", "show", path), StringComparison.Ordinal);

        var renamed = TenantPath.Unique("renamed");
        Assert.Equal(renamed, (await admin.JsonAsync("group", "rename", path, "--path", renamed, "--name", "Other")).GetProperty("path").GetString());
        Assert.Equal("Other", (await admin.JsonAsync("group", "show", path)).GetProperty("name").GetString());

        Assert.Equal(2, (await admin.RunAsync("group", "delete", renamed)).ExitCode);
        Assert.Contains("is being deleted", await admin.TextAsync("group", "delete", renamed, "--yes"), StringComparison.Ordinal);
        var refused = await admin.RunAsync("group", "settings", renamed);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("The group is being deleted. ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_shown_and_changed()
    {
        var admin = await Administrator.AtAsync(server);
        await admin.TextAsync("group", "settings", admin.Group, "--allowed-domains", "acme.io,acme.com", "--user-limit", "5", "--log-reads", "true");
        var settings = await admin.JsonAsync("group", "settings", admin.Group);
        Assert.Equal((5, true), (settings.GetProperty("userLimit").GetInt32(), settings.GetProperty("journalReads").GetBoolean()));
        Assert.Contains("allowedEmailDomains\tacme.io, acme.com", await admin.TextAsync("group", "settings", admin.Group), StringComparison.Ordinal);

        var refused = await admin.RunAsync("group", "settings", admin.Group, "--default-role", "nobody");
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("  field: defaultRole", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_sign_on_is_set_shown_and_removed()
    {
        using var directory = new TemporaryDirectory();
        var pem = Path.Combine(directory.Path, "idp.pem");
        await File.WriteAllTextAsync(pem, TestCertificate.Valid, TestContext.Current.CancellationToken);
        var admin = await Administrator.AtAsync(server);
        await admin.TextAsync("sso", "set", admin.Group, "--issuer", "https://idp.example.com/1", "--sign-in-url", "https://idp.example.com/sso", "--certificate", pem);
        Assert.Equal("https://idp.example.com/1", (await admin.JsonAsync("sso", "show", admin.Group)).GetProperty("issuer").GetString());
        Assert.Contains("signInUrl\thttps://idp.example.com/sso", await admin.TextAsync("sso", "show", admin.Group), StringComparison.Ordinal);
        await admin.TextAsync("sso", "remove", admin.Group, "--yes");
        Assert.Equal(1, (await admin.RunAsync("sso", "show", admin.Group)).ExitCode);

        await File.WriteAllTextAsync(pem, TestCertificate.Pem(-10, -1), TestContext.Current.CancellationToken);
        var expired = await admin.RunAsync("sso", "set", admin.Group, "--issuer", "https://idp.example.com/1", "--sign-in-url", "https://idp.example.com/sso", "--certificate", pem);
        Assert.Equal(1, expired.ExitCode);
        Assert.Contains("  field: certificate", expired.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_are_made_listed_rotated_and_revoked()
    {
        var admin = await Administrator.AtAsync(server);
        var made = await admin.JsonAsync("token", "add", admin.Group, "--name", "Okta", "--scope", "read", "--expires", "30");
        var id = made.GetProperty("id").GetString()!;
        Assert.Contains("\tOkta\tread\t", await admin.TextAsync("token", "list", admin.Group), StringComparison.Ordinal);

        var rotated = await admin.JsonAsync("token", "rotate", admin.Group, id, "--overlap", "1");
        Assert.StartsWith("scimfn_", rotated.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Contains("The token has ended", await admin.TextAsync("token", "revoke", admin.Group, rotated.GetProperty("id").GetString()!), StringComparison.Ordinal);
        Assert.DoesNotContain(await ListAsync(admin, "token", "list", admin.Group), token => token.GetProperty("id").GetString() == rotated.GetProperty("id").GetString());
        Assert.Equal(1, (await admin.RunAsync("token", "revoke", admin.Group, "nothing")).ExitCode);
    }

    [Fact]
    public async Task Whoever_has_no_admin_key_is_told_where_it_is()
    {
        var admin = await Administrator.AtAsync(server);
        var run = await admin.RunAsync("group", "list", "--admin-key", "scimadm_wrong");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("SCIMFUNCTIONS_ADMIN_KEY", run.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement[]> ListAsync(Administrator admin, params string[] args) => [.. (await admin.JsonAsync(args)).EnumerateArray()];
}
