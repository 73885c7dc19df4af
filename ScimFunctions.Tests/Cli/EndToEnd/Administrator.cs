using System.Text.Json;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Cli.EndToEnd;

/// <summary>Somebody at a terminal who administers a real server and a new tenant group of it.</summary>
internal sealed class Administrator(InProcessServer server, TenantSession users, string key)
{
    public TenantSession Users => users;

    public string Group => users.Tenant.Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Administrator> AtAsync(InProcessServer server) =>
        new(server, await TenantSession.NewAsync(server), await server.AdminKeyAsync());

    /// <summary>Runs a command.</summary>
    public Task<CliRun> RunAsync(params string[] args) => RunAsync(new CliSetting(), args);

    /// <summary>Runs a command in these surroundings.</summary>
    public Task<CliRun> RunAsync(CliSetting setting, params string[] args) => CliRun.OfAsync(
        setting with
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["SCIMFUNCTIONS_URL"] = server.Root,
                ["SCIMFUNCTIONS_ADMIN_KEY"] = key,
                ["SCIM_TOKEN"] = users.Tenant.Token,
            },
        },
        Cancellation,
        args);

    /// <summary>Runs a command that succeeds, for people in a pipe: what it writes as data, or else as message.</summary>
    public async Task<string> TextAsync(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', args)}: {run.ExitCode} {run.Output}{run.Error}");
        return run.Output.Length > 0 ? run.Output : run.Error;
    }

    /// <summary>Runs a command that succeeds, for scripts.</summary>
    public async Task<JsonElement> JsonAsync(params string[] args)
    {
        var run = await RunAsync([.. args, "--json"]);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', args)}: {run.ExitCode} {run.Output}{run.Error}");
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
