using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Parsing;

namespace ScimFunctions.Protocol.Filters;

/// <summary>
/// The path of a PATCH operation as written (RFC 7644 §3.5.2): <c>attrPath</c>, <c>path[filter]</c>,
/// <c>path[filter].sub</c>, or the URN of an extension alone.
/// </summary>
/// <param name="Path">The attribute, with its sub-attribute where no filter stands between them.</param>
/// <param name="Filter">The filter in brackets that chooses elements; null without one.</param>
/// <param name="SubAttribute">The name after the brackets; null without one, and always null without a filter.</param>
public sealed record PatchPath(AttributePath Path, Filter? Filter, string? SubAttribute)
{
    /// <summary>Reads a path. The limits are those of <see cref="FilterParser"/>.</summary>
    /// <param name="text">The value of <c>path</c>.</param>
    /// <exception cref="ScimException">400 <c>invalidPath</c>, or <c>invalidFilter</c> in the brackets (RFC 7644 §3.12), with the 1-based position of what is wrong.</exception>
    public static PatchPath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Grammar(text, FilterContext.PatchPath).ReadPatchPath();
    }
}
