namespace ScimFunctions.Cli.Trying.Endpoints;

/// <summary>What an administrator pastes into an identity provider: the root of a SCIM endpoint, perhaps with a query that goes
/// with every request.</summary>
/// <param name="Root">The root, without its query.</param>
/// <param name="Query">The query without its question mark; null where there is none.</param>
public sealed record TenantUrl(Uri Root, string? Query)
{
    private const string EntraFlag = "aadOptscim062020";

    /// <summary>Whether Entra writes its other dialect to this URL.</summary>
    public bool HasEntraFlag => Query?.Contains(EntraFlag, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>Reads what <see cref="Problem"/> has no objection to.</summary>
    public static TenantUrl Of(string text)
    {
        var url = new Uri(text, UriKind.Absolute);
        return new TenantUrl(new Uri(url.GetLeftPart(UriPartial.Path).TrimEnd('/')), url.Query is { Length: > 1 } query ? query[1..] : null);
    }

    /// <summary>Why the text is no tenant URL, and what one looks like; null if it is one.</summary>
    public static string? Problem(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return "--url takes the tenant URL, such as https://scim.example.com/api/scim/v2/groups/acme.";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "--url takes no user name or password: the token goes into SCIM_TOKEN.";
        }

        var last = uri.Segments[^1].TrimEnd('/');
        return last is "Users" or "Groups" or "ServiceProviderConfig"
            ? $"--url takes the root of the endpoint: leave /{last} out."
            : null;
    }
}
