using System.Net.Sockets;
using System.Text;

namespace ScimFunctions.Tests.Functions;

/// <summary>Requests byte by byte, as no well-meaning client sends them.</summary>
internal static class RawHttp
{
    /// <summary>Sends the request line and headers, with Connection: close, and answers all that comes back.</summary>
    public static async Task<string> SendAsync(Uri server, string request, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.ReplaceLineEndings("\r\n")), cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }
}
