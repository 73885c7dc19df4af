namespace ScimFunctions.Protocol.Filters;

/// <summary>
/// <c>[urn:]name[.sub]</c> as written (RFC 7644 §3.10). <paramref name="SchemaUri"/> is null without a prefix;
/// <paramref name="Name"/> is empty where the path is a schema URN alone, which names a whole extension.
/// </summary>
public sealed record AttributePath(string? SchemaUri, string Name, string? SubAttribute);
