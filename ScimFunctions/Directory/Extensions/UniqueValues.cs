using System.Globalization;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Filters;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Extensions;

/// <summary>
/// The index rows of a resource's unique extension values. They follow from the document and the resource type alone,
/// removed extensions included, so that rows and documents agree whatever is registered and removed in between.
/// </summary>
public static class UniqueValues
{
    /// <summary>Adds the rows of a resource: by key, the value as it compares.</summary>
    /// <param name="rows">Where to.</param>
    /// <param name="resource">The canonical resource.</param>
    /// <param name="type">Its type in the tenant group's catalog.</param>
    public static void AddTo(Dictionary<string, string> rows, JsonObject resource, ResourceType type)
    {
        foreach (var path in type.Checked.Unique)
        {
            if (resource[path.Extension!.Id] is JsonObject values
                && values[path.Attribute!.Name] is JsonValue value && Compared(path.Attribute, value) is { } compared)
            {
                rows[RowKeys.UniqueValue(path.Extension.Id, path.Attribute.Name, compared)] = compared;
            }
        }
    }

    /// <summary>Whether rows may differ between two versions of a resource.</summary>
    /// <param name="changed">The top-level names in which they differ.</param>
    /// <param name="type">Their type.</param>
    public static bool MayDiffer(IReadOnlyList<string> changed, ResourceType type) =>
        type.Checked.Unique.Count > 0 && type.Checked.Unique.Any(path => changed.Contains(path.Extension!.Id, StringComparer.Ordinal));

    /// <summary>Whether a key is that of such a row.</summary>
    public static bool IsKey(string key) => key.StartsWith(RowKeys.UniqueValues, StringComparison.Ordinal);

    /// <summary>The name of the attribute that a key belongs to, for errors, or null.</summary>
    public static string? AttributeOf(string key, ResourceType type) => !IsKey(key) ? null : type.Checked.Unique
        .Where(path => key.StartsWith(RowKeys.UniqueValuesOf(path.Extension!.Id, path.Attribute!.Name), StringComparison.Ordinal))
        .Select(path => $"{path.Extension!.Id}:{path.Attribute!.Name}")
        .FirstOrDefault();

    /// <summary>The value as it compares, which is in its row's key: folded unless the attribute is case-exact.</summary>
    public static string Compared(AttributeDefinition attribute, string value) => attribute.CaseExact ? value : Folding.Fold(value);

    /// <summary>The value that a filter asks for by <c>eq</c> as it compares; null where it is none that a row can have.</summary>
    public static string? Compared(AttributeDefinition attribute, FilterValue value) => value switch
    {
        StringValue text => Compared(attribute, text.Value),
        NumberValue { Value: var number } when number == decimal.Truncate(number) => decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Compared(AttributeDefinition attribute, JsonValue value) =>
        value.TryGetValue(out string? text) ? Compared(attribute, text)
        : value.TryGetValue(out long number) ? number.ToString(CultureInfo.InvariantCulture)
        : null;
}
