namespace ScimFunctions.Hosting.CommandLine;

/// <summary>The URL under which clients reach the server, and the URLs made of it.</summary>
/// <param name="BaseUrl">Scheme, host and port, without a slash at the end.</param>
public sealed record PublicAddress(string BaseUrl)
{
    /// <summary>Where the server listens unless told otherwise.</summary>
    public const string Default = "http://localhost:7071";

    /// <summary>The address of a configuration: <c>PublicBaseUrl</c>, else the first of <c>urls</c>
    /// (<c>--urls</c>, <c>ASPNETCORE_URLS</c>), else <see cref="Default"/>.</summary>
    public static PublicAddress Of(IConfiguration configuration) =>
        Of(configuration, Setting(configuration, "urls") ?? Setting(configuration, "ASPNETCORE_URLS"));

    /// <summary>The address of a server that listens on <paramref name="urls"/>: <c>PublicBaseUrl</c> of the configuration,
    /// else the first of them.</summary>
    public static PublicAddress Of(IConfiguration configuration, string? urls) =>
        new((Setting(configuration, "PublicBaseUrl") ?? Reachable(urls) ?? Default).TrimEnd('/'));

    /// <summary>What an administrator pastes into the identity provider as Tenant URL.</summary>
    public string TenantUrl(string groupPath) => $"{BaseUrl}/api/scim/v2/groups/{groupPath}";

    private static string? Setting(IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : null;

    /// <summary>The first address, with what stands for every interface replaced by a host that can be called.</summary>
    private static string? Reachable(string? urls) =>
        urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()?
            .Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//[::]", "//localhost", StringComparison.Ordinal);
}
