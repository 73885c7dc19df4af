using System.Text;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management;

/// <summary>A server as it is deployed, whose tokens want SAML SSO and whose requests have a rate.</summary>
public sealed class StrictServer : InProcessServer
{
    private readonly TemporaryDirectory _directory = new();

    public override async ValueTask InitializeAsync() => await StartAsync(
        $"--Storage:Embedded:Directory={_directory.Path}", "--Tokens:RequireSso=true", "--RateLimit:RequestsPerSecond=1", "--Administrators:FailuresPerMinute=3");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    public async Task<Answer> SendAsync(string method, string path, string? body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), Root + path);
        request.Headers.Authorization = new("Bearer", key);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
