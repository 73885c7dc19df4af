namespace ScimFunctions.Protocol.Schemas.Definitions;

/// <summary>The attributes of the service provider's configuration (RFC 7643 §5), all read-only.</summary>
internal static class ServiceProviderConfigAttributes
{
    public static IReadOnlyList<AttributeDefinition> All { get; } =
    [
        ReadOnlyAttribute.Reference("documentationUri", "The address of the documentation for administrators.", "external"),
        Feature("patch", "Whether PATCH is supported."),
        Feature("bulk", "Whether bulk requests are supported, and how large they may be.",
            ReadOnlyAttribute.Integer("maxOperations", "The most operations in one bulk request."),
            ReadOnlyAttribute.Integer("maxPayloadSize", "The most bytes in one bulk request.")),
        Feature("filter", "Whether filters are supported, and how many results they give.",
            ReadOnlyAttribute.Integer("maxResults", "The most resources in one answer.")),
        ReadOnlyAttribute.Complex("pagination", "How lists are divided into pages.", multiValued: false, required: false,
        [
            ReadOnlyAttribute.Flag("cursor", "Whether pages are reached by cursors.", required: true),
            ReadOnlyAttribute.Flag("index", "Whether pages are reached by index.", required: true),
            ReadOnlyAttribute.Text("defaultPaginationMethod", "How pages are reached unless the client says.", canonicalValues: ["cursor", "index"]),
            ReadOnlyAttribute.Integer("defaultPageSize", "How many resources stand on a page unless the client says.", required: false),
            ReadOnlyAttribute.Integer("maxPageSize", "The most resources on a page.", required: false),
            ReadOnlyAttribute.Integer("cursorTimeout", "For how many seconds a cursor is valid.", required: false),
        ]),
        Feature("changePassword", "Whether passwords can be changed."),
        Feature("sort", "Whether results can be sorted."),
        Feature("etag", "Whether resources have ETags."),
        ReadOnlyAttribute.Complex("authenticationSchemes", "How clients may authenticate.", multiValued: true, required: true,
        [
            ReadOnlyAttribute.Text("type", "The kind of the scheme.", required: true, ["oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest"]),
            ReadOnlyAttribute.Text("name", "The usual name of the scheme.", required: true),
            ReadOnlyAttribute.Text("description", "What the scheme is.", required: true),
            ReadOnlyAttribute.Reference("specUri", "The address of the scheme's specification.", "external"),
            ReadOnlyAttribute.Reference("documentationUri", "The address of the scheme's documentation.", "external"),
            ReadOnlyAttribute.Flag("primary", "Whether this is the preferred scheme.", required: false),
        ]),
    ];

    private static AttributeDefinition Feature(string name, string description, params ReadOnlySpan<AttributeDefinition> limits) =>
        ReadOnlyAttribute.Complex(name, description, multiValued: false, required: true,
            [ReadOnlyAttribute.Flag("supported", "Whether the feature is supported.", required: true), .. limits]);
}
