using ScimFunctions.Directory.Searching.Lookups;
using ScimFunctions.Protocol.Filters.Binding;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Directory.Searching.Matching;

/// <summary>What a filter or an order asks for that is not in the stored document.</summary>
[Flags]
internal enum Needs
{
    None = 0,

    /// <summary>What depends on the request, such as <c>meta.location</c>.</summary>
    Rendering = 1,

    /// <summary>A user's groups, a group's members.</summary>
    Relations = 2,

    /// <summary>Their names.</summary>
    Names = 4,
}

/// <summary>Tells the <see cref="Needs"/> of paths and of single expressions.</summary>
internal static class NeedsOf
{
    private const string Reference = "$ref", Display = "display";

    public static Needs Expression(BoundFilter expression, ResourceType type) => expression switch
    {
        BoundPresent present => Path(present.Path, type),
        BoundComparison comparison => Path(comparison.Path, type),
        BoundValuePath valuePath => Path(valuePath.Path, type) | Inner(valuePath.Inner, type, valuePath.Path),
        _ => Needs.None,
    };

    public static Needs Path(ResolvedPath path, ResourceType type)
    {
        var isMade = path.SubAttribute?.Name is Reference
            || path is { Extension: null, Attribute.Name: "meta", SubAttribute.Name: "location" or "version" };
        var needs = isMade ? Needs.Rendering : Needs.None;
        return Edge.IsRelation(path, type)
            ? Needs.Rendering | Needs.Relations | (path.SubAttribute?.Name is Display ? Needs.Names : Needs.None)
            : needs;
    }

    private static Needs Inner(BoundFilter inner, ResourceType type, ResolvedPath outer) => inner switch
    {
        BoundAnd and => Inner(and.Left, type, outer) | Inner(and.Right, type, outer),
        BoundOr or => Inner(or.Left, type, outer) | Inner(or.Right, type, outer),
        BoundNot not => Inner(not.Operand, type, outer),
        BoundPresent present => Path(outer with { SubAttribute = present.Path.Attribute }, type),
        BoundComparison comparison => Path(outer with { SubAttribute = comparison.Path.Attribute }, type),
        _ => Needs.None,
    };
}
