namespace ScimFunctions.Hosting;

/// <summary>The configuration that is read; as environment variables with <c>__</c> for the colon.</summary>
public static class ConfigurationKeys
{
    public const string EmbeddedDirectory = "Storage:Embedded:Directory";
    public const string TableServiceUri = "Storage:TableServiceUri";
    public const string ConnectionString = "Storage:ConnectionString";
    public const string Table = "Storage:Table";
    public const string VaultUri = "Tokens:VaultUri";
    public const string MostScanned = "Search:MostScanned";
    public const string RetentionDays = "Journal:RetentionDays";
    public const string PublicBaseUrl = "PublicBaseUrl";
    public const string Passwords = "Users:Password";
    public const string DocumentationUri = "DocumentationUri";

    /// <summary>For how long URLs of a group's old path answer after a renaming.</summary>
    public const string OldPathGrace = "Groups:OldPathGrace";

    /// <summary>Whether identity providers' metadata may be fetched from addresses that administrators give.</summary>
    public const string AllowMetadataUrl = "Sso:AllowMetadataUrl";

    /// <summary>Whether tokens are made only for groups with SAML SSO.</summary>
    public const string RequireSso = "Tokens:RequireSso";

    /// <summary>How many SCIM requests a token may send in a second.</summary>
    public const string RequestsPerSecond = "RateLimit:RequestsPerSecond";

    /// <summary>How many management requests of a source may fail in a minute.</summary>
    public const string AdministratorFailures = "Administrators:FailuresPerMinute";

    /// <summary>Where the metadata of the issuer of administrators' tokens is, where that is not Entra ID's public cloud.</summary>
    public const string AdministratorsAuthority = "Administrators:Authority";

    /// <summary>The directory of the Entra ID app whose tokens administrators bring.</summary>
    public const string AdministratorsTenantId = "Administrators:TenantId";

    /// <summary>The client id of that app.</summary>
    public const string AdministratorsClientId = "Administrators:ClientId";

    /// <summary>The client id of a user-assigned managed identity; Azure's own name for it.</summary>
    public const string ManagedIdentity = "AZURE_CLIENT_ID";

    /// <summary>Set by Azure for every function app.</summary>
    public const string AzureSite = "WEBSITE_SITE_NAME";

    /// <summary>Set by the Functions host for a custom handler: the port that it sends requests to.</summary>
    public const string CustomHandlerPort = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Where an OTLP collector listens; OpenTelemetry's own name for it.</summary>
    public const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Which spans are kept; OpenTelemetry's own name for it. All of them without it.</summary>
    public const string Sampler = "OTEL_TRACES_SAMPLER";

    /// <summary>Set on Azure for an app with Application Insights.</summary>
    public const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>A setting, or null where it is missing or empty.</summary>
    public static string? Setting(this IConfiguration configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value : null;
}
