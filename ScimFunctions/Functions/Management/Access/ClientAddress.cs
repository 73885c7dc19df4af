using System.Net;
using System.Net.Sockets;

namespace ScimFunctions.Functions.Management.Access;

/// <summary>
/// Where a request came from: the last hop of <c>X-Forwarded-For</c> where a Functions host is in front, which writes it
/// (what a client puts before that is not believed), else the address of the connection.
/// </summary>
/// <param name="behindHost">Whether a Functions host is in front.</param>
public sealed class ClientAddress(bool behindHost)
{
    private const string Forwarded = "X-Forwarded-For", Unknown = "unknown";
    private const int NetworkBytes = 8;

    /// <summary>The source of a request: an IPv4 address, or the network of an IPv6 address, of which one client has many.</summary>
    public string Of(HttpRequest request)
    {
        var address = behindHost && request.Headers[Forwarded] is [.., { } hops]
            ? Parse(hops.AsSpan(hops.LastIndexOf(',') + 1).Trim())
            : request.HttpContext.Connection.RemoteIpAddress;
        if (address is null)
        {
            return Unknown;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString()
            : Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes));
    }

    // With a port or without.
    private static IPAddress? Parse(ReadOnlySpan<char> hop) =>
        IPAddress.TryParse(hop, out var address) ? address : IPEndPoint.TryParse(hop, out var end) ? end.Address : null;
}
