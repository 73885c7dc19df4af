using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Cli.EndToEnd;

/// <summary>A server of its own, whose admin key changes hands.</summary>
public sealed class AdminKeyCommandTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    [Fact]
    public async Task The_admin_key_is_rotated_and_the_old_one_ends()
    {
        var admin = await Administrator.AtAsync(server);
        Assert.Equal(2, (await admin.RunAsync("admin-key", "rotate")).ExitCode);
        var made = await admin.JsonAsync("admin-key", "rotate", "--yes");
        var key = made.EnumerateObject().Select(member => member.Value.ToString()).Single(text => text.StartsWith("scimadm_", StringComparison.Ordinal));
        Assert.Equal(1, (await admin.RunAsync("group", "list")).ExitCode);
        Assert.Equal(0, (await admin.RunAsync(new CliSetting { Input = key + "\n" }, "group", "list", "--admin-key", "-")).ExitCode);
    }
}
