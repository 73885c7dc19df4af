namespace ScimFunctions.Functions;

/// <summary>Where administrators find help, as the service provider's configuration tells (RFC 7643 §5).</summary>
/// <param name="Value">An absolute URL.</param>
public sealed record DocumentationUri(string Value)
{
    /// <summary>The protocol's own page, where no other is configured.</summary>
    public const string Default = "https://www.rfc-editor.org/info/rfc7644";
}
