using System.Globalization;
using System.Text.Json;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching;

/// <summary>
/// What a resource is sorted by (RFC 7644 §3.4.2.3): text by its folded form unless the attribute is case-exact, of a
/// multi-valued attribute the primary element's value, else the first's. A resource without a value comes last, and
/// first where the order is descending. Equal ones keep the order of their ids.
/// </summary>
internal readonly record struct SortKey(bool Missing, decimal Number, string Text, string Id)
{
    public static SortKey Of(JsonElement resource, ResolvedPath path, string id)
    {
        var value = path.Extension is null ? resource : Member(resource, path.Extension.Id);
        value = First(Member(value, path.Attribute!.Name));
        var attribute = path.SubAttribute ?? path.Attribute;
        if (value is { ValueKind: JsonValueKind.Object })
        {
            value = Member(value, path.SubAttribute?.Name ?? "value");
            attribute = path.SubAttribute ?? attribute.FindSubAttribute("value") ?? attribute;
        }

        return value?.ValueKind switch
        {
            JsonValueKind.String when attribute.Type == AttributeType.DateTime
                && DateTimeOffset.TryParse(value.Value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) =>
                new SortKey(false, instant.UtcTicks, "", id),
            JsonValueKind.String => new SortKey(
                false, 0, attribute.CaseExact ? value.Value.GetString()! : Folding.Fold(value.Value.GetString()!), id),
            JsonValueKind.Number => new SortKey(false, value.Value.GetDecimal(), "", id),
            JsonValueKind.True => new SortKey(false, 1, "", id),
            JsonValueKind.False => new SortKey(false, 0, "", id),
            _ => new SortKey(true, 0, "", id),
        };
    }

    public static int Compare(SortKey left, SortKey right, bool descending)
    {
        var order = left.Missing.CompareTo(right.Missing);
        order = order != 0 ? order : left.Number.CompareTo(right.Number);
        order = order != 0 ? order : string.CompareOrdinal(left.Text, right.Text);
        return order == 0 ? string.CompareOrdinal(left.Id, right.Id) : descending ? -order : order;
    }

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var member) ? member : null;

    private static JsonElement? First(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Array } elements)
        {
            return value;
        }

        JsonElement? first = null;
        foreach (var element in elements.EnumerateArray())
        {
            first ??= element;
            if (Member(element, "primary") is { ValueKind: JsonValueKind.True })
            {
                return element;
            }
        }

        return first;
    }
}
