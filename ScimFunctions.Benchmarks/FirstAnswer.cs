using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScimFunctions.Benchmarks;

/// <summary>Asks a server that is just starting, over and over, until it answers.</summary>
public static class FirstAnswer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Sends the request as soon as somebody listens, and waits for the status line.</summary>
    /// <exception cref="InvalidOperationException">The answer is not 200.</exception>
    public static async Task WaitAsync(int port, string request, CancellationToken cancellation)
    {
        using var client = await ConnectAsync(port, cancellation);
        await client.SendAsync(Encoding.ASCII.GetBytes(request), cancellation);
        var buffer = new byte[4096];
        var length = await client.ReceiveAsync(buffer, cancellation);
        var answer = Encoding.ASCII.GetString(buffer, 0, length);
        if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The first answer is not 200: {answer.Split('\r')[0]}");
        }
    }

    private static async Task<Socket> ConnectAsync(int port, CancellationToken cancellation)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
    }
}
