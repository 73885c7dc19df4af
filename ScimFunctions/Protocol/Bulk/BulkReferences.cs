using System.Text.Json.Nodes;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>
/// References to resources that the same request makes: <c>bulkId:name</c> in place of an id (RFC 7644 §3.7.2), as a whole
/// string anywhere in the data of an operation, and in the comparison values of PATCH paths.
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

    /// <summary>Whether a value, or anything in it, refers to one of those <c>bulkId</c>s.</summary>
    public static bool Has(JsonNode? value, IReadOnlySet<string> names) =>
        DataTexts.In(value).Any(text => NameIn(text) is { } name && names.Contains(name));

    /// <summary>Puts ids in the place of references, in the data of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="ids">The ids by <c>bulkId</c>; other references are left as they are.</param>
    public static void Resolve(BulkOperation operation, IReadOnlyDictionary<string, string> ids)
    {
        if (operation is { Method: BulkMethod.Patch })
        {
            foreach (var (patch, key, text) in PatchPaths.Of(operation.Data).ToArray())
            {
                patch[key] = PatchPaths.Replace(text, quoted => IdOf(quoted, ids));
            }
        }

        Resolve(operation.Data, ids);
    }

    /// <summary>Puts ids in the place of references that are whole strings.</summary>
    public static void Resolve(JsonObject? data, IReadOnlyDictionary<string, string> ids) => DataTexts.Replace(data, text => IdOf(text, ids));

    private static string? IdOf(string text, IReadOnlyDictionary<string, string> ids) =>
        NameIn(text) is { } name ? ids.GetValueOrDefault(name) : null;
}
