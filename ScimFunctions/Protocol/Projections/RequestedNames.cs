using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Projections;

/// <summary>The attributes that <c>attributes</c> or <c>excludedAttributes</c> names; unknown names are left out.</summary>
internal sealed class RequestedNames
{
    private readonly HashSet<ResolvedPath> _paths = [];

    public RequestedNames(string? list, ResourceType type)
    {
        foreach (var name in (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.Equals(type.Schema.Id, StringComparison.OrdinalIgnoreCase))
            {
                NamesCore = true;
            }
            else if ((ResourceKey.Resolve(type, name) ?? ResolveBare(type, name)) is { } path)
            {
                _paths.Add(path);
            }
        }
    }

    // As in filters and PATCH paths, an attribute of one extension alone needs no URN.
    private static ResolvedPath? ResolveBare(ResourceType type, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return PathResolver.Resolve(type, dot < 0 ? new AttributePath(null, name, null) : new AttributePath(null, name[..dot], name[(dot + 1)..]));
    }

    /// <summary>
    /// Whether the core schema itself is named, by its URN alone. The common attributes are part of it (RFC 7643 §3.1).
    /// </summary>
    public bool NamesCore { get; }

    /// <summary>Whether the extension itself is named, by its URN alone.</summary>
    public bool Names(Schema extension) => _paths.Contains(new ResolvedPath(extension, null, null));

    /// <summary>Whether the attribute itself is named.</summary>
    public bool Names(Schema? extension, AttributeDefinition attribute) => _paths.Contains(new ResolvedPath(extension, attribute, null));

    /// <summary>Whether that sub-attribute is named.</summary>
    public bool Names(Schema? extension, AttributeDefinition attribute, AttributeDefinition subAttribute) =>
        _paths.Contains(new ResolvedPath(extension, attribute, subAttribute));

    /// <summary>Whether that sub-attribute of a core attribute is named.</summary>
    public bool Names(string attribute, string subAttribute) => _paths.Any(path =>
        path.Extension is null && path.Attribute?.Name == attribute && path.SubAttribute?.Name == subAttribute);

    /// <summary>Whether any sub-attribute of the attribute is named.</summary>
    public bool NamesWithin(Schema? extension, AttributeDefinition attribute) =>
        _paths.Any(path => path.Extension == extension && path.Attribute == attribute && path.SubAttribute is not null);
}
