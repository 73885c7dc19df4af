namespace ScimFunctions.Tokens;

/// <summary>What a deployment asks of the tenant groups that tokens are made for.</summary>
/// <param name="RequireSso">Whether SAML SSO has to be configured first, as in GitLab.</param>
public sealed record TokenRules(bool RequireSso);
