namespace ScimFunctions.Functions.Requests;

/// <summary>
/// What a client's software calls itself (<c>User-Agent</c>), for the journal and the provisioning log. Addresses are not
/// kept: an identity provider's say nothing, and a person's would be personal data.
/// </summary>
internal static class ClientName
{
    private const int Longest = 120;

    /// <summary>The name, of at most 120 printable characters; null without one.</summary>
    public static string? Of(HttpRequest request) => request.Headers.UserAgent.ToString() switch
    {
        "" => null,
        { Length: <= Longest } name when !name.AsSpan().ContainsAnyExceptInRange(' ', '~') => name,
        var name => string.Create(Math.Min(name.Length, Longest), name, static (text, sent) =>
        {
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = sent[at] is >= ' ' and <= '~' ? sent[at] : '?';
            }
        }),
    };
}
