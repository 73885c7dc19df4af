using System.Net.Sockets;
using System.Text;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>A client that sends next to nothing is not waited for.</summary>
public sealed class SlowBodyTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_does_not_come_ends_the_connection()
    {
        var session = await TenantSession.NewAsync(server);
        var uri = session.Tenant.BaseUri;
        using var client = new TcpClient();
        await client.ConnectAsync(uri.Host, uri.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {uri.AbsolutePath}/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {session.Tenant.Token}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{"),
            Cancellation);

        // The server answers or hangs up by itself, after its grace of five seconds; the client sends nothing more.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await ReadAsync(reader, limit.Token);

        Assert.DoesNotMatch("^HTTP/1.1 [25]", answer);
        Assert.Empty((await session.GetAsync("/Users")).Json["Resources"]?.AsArray() ?? []);
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadToEndAsync(cancellation);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
