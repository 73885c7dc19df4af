using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ScimFunctions.Hosting;

/// <summary>What Kestrel lets through, in every host.</summary>
internal static class RequestLimits
{
    // Large enough for every path's own limit, which the functions check.
    private const long LargestBody = 20 * 1024 * 1024;

    // Room for the longest filter, in characters that take nine in a URL.
    private const int LongestRequestLine = 64 * 1024;

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
    }
}
