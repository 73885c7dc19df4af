using System.Text.Json;
using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Tests.Cli.Trying;

/// <summary>Runs <c>try</c> against an endpoint with a defect, and looks at what is left behind it.</summary>
internal sealed class TrySession(ScimServer server, ScimTenant tenant)
{
    private static readonly HttpMethod Get = HttpMethod.Get;

    /// <summary>A tenant group in which somebody is already.</summary>
    public static async Task<TrySession> InAsync(ScimServer server, CancellationToken cancellation)
    {
        var session = new TrySession(server, await server.NewTenantAsync(TenantPath.Unique("acme.io")));
        using var resident = session.Tenant.Request(HttpMethod.Post, "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"resident@example.com"}""");
        using var response = await server.Client.SendAsync(resident, cancellation);
        response.EnsureSuccessStatusCode();
        return session;
    }

    public ScimTenant Tenant => tenant;

    /// <summary>Runs it against the project's own server.</summary>
    public Task<CliRun> RunAsync(CancellationToken cancellation, params string[] args) => RunAsync(tenant.BaseUri.AbsoluteUri, cancellation, args);

    /// <summary>Runs it against this URL.</summary>
    public Task<CliRun> RunAsync(string url, CancellationToken cancellation, params string[] args)
    {
        var setting = new CliSetting { Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["SCIM_TOKEN"] = tenant.Token } };
        return CliRun.OfAsync(setting, cancellation, ["try", .. args, "--url", url]);
    }

    /// <summary>Runs it against an endpoint with this defect.</summary>
    public async Task<CliRun> RunAsync(Distortion distortion, CancellationToken cancellation, params string[] args)
    {
        await using var endpoint = await DistortedEndpoint.StartAsync(tenant, distortion, CancellationToken.None);
        return await RunAsync(endpoint.Url, cancellation, args);
    }

    /// <summary>The names of the users and groups that are there.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) =>
        [.. await NamesAsync("/Users", "userName", cancellation), .. await NamesAsync("/Groups", "displayName", cancellation)];

    private async Task<IEnumerable<string>> NamesAsync(string path, string attribute, CancellationToken cancellation)
    {
        using var request = tenant.Request(Get, path);
        using var response = await server.Client.SendAsync(request, cancellation);
        using var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return [.. page.RootElement.GetProperty("Resources").EnumerateArray().Select(resource => resource.GetProperty(attribute).GetString()!)];
    }
}
