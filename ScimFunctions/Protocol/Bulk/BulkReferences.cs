using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>
/// References to resources that the same request makes: <c>bulkId:name</c> in place of an id (RFC 7644 §3.7.2), as the whole
/// value of what refers to a resource, and in the comparison values of PATCH paths.
/// </summary>
public static class BulkReferences
{
    private const string Prefix = "bulkId:";

    /// <summary>The <c>bulkId</c> that a text refers to, or null where it is no reference.</summary>
    public static string? NameIn(string text) =>
        text.Length > Prefix.Length && text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null;

    /// <summary>The texts of an operation's data that may name a resource, those within PATCH paths included.</summary>
    public static IEnumerable<string> TextsOf(BulkOperation operation)
    {
        var texts = DataTexts.In(operation.Data);
        return operation.Method is BulkMethod.Patch
            ? texts.Concat(PatchPaths.Of(operation.Data).SelectMany(path => PatchPaths.Quoted(path.Text).Select(quoted => quoted.Text)))
            : texts;
    }

    /// <summary>The <c>bulkId</c>s that an operation's data refer to.</summary>
    public static IReadOnlySet<string> NamesIn(BulkOperation operation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);

        // Most operations hold no such text, and need not be held against the schema.
        if (operation is { Data: { } data, Type: { } type } && TextsOf(operation).Any(text => NameIn(text) is not null))
        {
            names.UnionWith(PlacesIn(operation).Select(place => place.BulkId).OfType<string>());
            names.UnionWith(from path in operation.Method is BulkMethod.Patch ? PatchPaths.Of(data) : []
                            where ReferencePlaces.IsReference(path.Text, type)
                            from quoted in PatchPaths.Quoted(path.Text)
                            let name = NameIn(quoted.Text)
                            where name is not null
                            select name);
        }

        return names;
    }

    /// <summary>Puts ids in the place of references, in the data of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="ids">The ids by <c>bulkId</c>; other references are left as they are.</param>
    public static void Resolve(BulkOperation operation, IReadOnlyDictionary<string, string> ids)
    {
        if (NamesIn(operation).Count == 0)
        {
            return;
        }

        Resolve(PlacesIn(operation), ids);
        if (operation.Method is BulkMethod.Patch)
        {
            foreach (var (patch, key, text) in PatchPaths.Of(operation.Data).Where(path => ReferencePlaces.IsReference(path.Text, operation.Type!)).ToArray())
            {
                patch[key] = PatchPaths.Replace(text, quoted => NameIn(quoted) is { } name ? ids.GetValueOrDefault(name) : null);
            }
        }
    }

    /// <summary>Puts ids in the place of references, in a resource or a part of one.</summary>
    public static void Resolve(JsonObject data, ResourceType type, IReadOnlyDictionary<string, string> ids) => Resolve(ReferencePlaces.In(data, type), ids);

    private static void Resolve(IEnumerable<ReferencePlace> places, IReadOnlyDictionary<string, string> ids)
    {
        foreach (var place in places.ToArray())
        {
            if (place.BulkId is { } name && ids.GetValueOrDefault(name) is { } id)
            {
                place.Set(id);
            }
        }
    }

    private static IEnumerable<ReferencePlace> PlacesIn(BulkOperation operation) => operation.Method is BulkMethod.Patch
        ? ReferencePlaces.InPatch(operation.Data!, operation.Type!)
        : ReferencePlaces.In(operation.Data!, operation.Type!);
}
