namespace ScimFunctions.Functions.Management.Sso;

/// <summary>Fetches an identity provider's metadata, where the deployment allows it: over HTTPS, from public addresses, without
/// following redirects, within a time and a size.</summary>
/// <param name="client">What fetches; null where the deployment does not allow it.</param>
public sealed class MetadataDownload(HttpClient? client)
{
    private const int LongestUrl = 2_048;

    /// <summary>One that keeps to these rules.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = PrivateNetwork.ConnectOutsideAsync,
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 4 * SamlMetadata.Longest,
    };

    /// <summary>The metadata, and what is wrong as a sentence: one of the two.</summary>
    public async Task<(string? Xml, string? Problem)> FetchAsync(string url, CancellationToken cancellation)
    {
        if (client is null)
        {
            return (null, "This deployment does not fetch metadata. Paste it as metadataXml, or set Sso:AllowMetadataUrl to true.");
        }

        if (url.Length > LongestUrl || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0)
        {
            return (null, "It is an https:// address.");
        }

        try
        {
            using var response = await client.GetAsync(address, cancellation);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadAsStringAsync(cancellation), null)
                : (null, $"The address answered {(int)response.StatusCode}. Redirects are not followed: give the address that has the metadata.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, "The metadata could not be fetched from a public address in time, or it is too large. Paste it as metadataXml.");
        }
    }
}
