using System.Net;
using System.Net.Sockets;

namespace ScimFunctions.Functions.Management.Sso;

/// <summary>The addresses that a server never fetches anything from on somebody's word: its own, its network's, its cloud's.</summary>
public static class PrivateNetwork
{
    private static readonly IPNetwork[] Networks =
    [
        .. ((string[])[
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "224.0.0.0/3", "::/127", "64:ff9b::/96", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "2002::/16",
        ]).Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether an address belongs to it.</summary>
    public static bool Has(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Connects to a host by an address outside of it.</summary>
    /// <exception cref="HttpRequestException">The host has no other address.</exception>
    public static async ValueTask<Stream> ConnectOutsideAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        var outside = addresses.Where(address => !Has(address)).ToArray();
        if (outside.Length == 0)
        {
            throw new HttpRequestException("The host has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(outside, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
