using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Parsing;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Filters.Binding;

/// <summary>Looks the attributes of a PATCH path up in a resource type.</summary>
public static class PatchPathBinder
{
    /// <summary>Binds a path. Whether the attribute may be changed is not asked here.</summary>
    /// <exception cref="ScimException">
    /// 400 <c>invalidPath</c>: an attribute that the resource type does not have, or brackets after one that is not
    /// multi-valued and complex. 400 <c>invalidFilter</c>: what stands in the brackets does not suit its attributes.
    /// </exception>
    public static BoundPatchPath Bind(PatchPath path, ResourceType type)
    {
        var context = FilterContext.PatchPath;
        var resolved = PathResolver.Resolve(type, path.Path) ?? throw FilterBinder.Unknown(context, path.Path, type.Name);
        if (path.Filter is null)
        {
            return new BoundPatchPath(resolved, null, null);
        }

        if (resolved is not { SubAttribute: null, Attribute: { MultiValued: true, Type: AttributeType.Complex } attribute })
        {
            throw context.Refuse($"{FilterContext.Name(path.Path.ToString())} is not a multi-valued complex attribute, so brackets cannot follow it");
        }

        var filter = FilterBinder.BindElement(path.Filter, attribute, context);
        var sub = path.SubAttribute is null
            ? null
            : attribute.FindSubAttribute(path.SubAttribute)
                ?? throw FilterBinder.Unknown(context, new AttributePath(null, path.SubAttribute, null), attribute.Name);
        return new BoundPatchPath(resolved, filter, sub);
    }
}
