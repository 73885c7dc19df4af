using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ScimFunctions.Protocol.Filters.Parsing;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Searching.Paging;

/// <summary>
/// What a resource is sorted by (RFC 7644 §3.4.2.3): text by its folded form unless the attribute is case-exact, dateTimes
/// as instants, numbers by value, false before true; of a multi-valued attribute the primary element, else the first; of
/// a complex one its <c>value</c>. Texts that agree in their first 400 characters are ordered by their hash, so that the
/// key of any text fits in a cursor.
/// </summary>
/// <param name="Missing">Whether there is no value, which comes last.</param>
/// <param name="Number">The number, the ticks of the instant, or 0 or 1.</param>
/// <param name="Text">The text, or its beginning and its SHA-256.</param>
public readonly record struct SortKey(bool Missing, decimal Number, string Text)
{
    private const int LongestPrefix = 400;

    /// <summary>The key where there is no value, or no order was asked for.</summary>
    public static SortKey Absent { get; } = new(true, 0, "");

    /// <summary>The key of a resource in canonical form.</summary>
    public static SortKey Of(JsonElement resource, ResolvedPath path)
    {
        var owner = path.Extension is null ? resource : Member(resource, path.Extension.Id);
        var value = First(Member(owner, path.Attribute!.Name));
        var attribute = path.SubAttribute ?? path.Attribute;
        if (value is { ValueKind: JsonValueKind.Object })
        {
            value = First(Member(value, path.SubAttribute?.Name ?? "value"));
            attribute = path.SubAttribute ?? attribute.FindSubAttribute("value") ?? attribute;
        }

        return value is { } found ? Of(found, attribute) : Absent;
    }

    /// <summary>The ascending order of two keys.</summary>
    public static int Compare(SortKey left, SortKey right)
    {
        var order = left.Missing.CompareTo(right.Missing);
        order = order != 0 ? order : left.Number.CompareTo(right.Number);
        return order != 0 ? order : string.CompareOrdinal(left.Text, right.Text);
    }

    private static SortKey Of(JsonElement value, AttributeDefinition attribute) => value.ValueKind switch
    {
        JsonValueKind.String when attribute.Type == AttributeType.DateTime => XsdDateTime.TryParse(value.GetString(), out var instant)
            ? new SortKey(false, instant.UtcTicks, "")
            : Absent,
        JsonValueKind.String => new SortKey(false, 0, Bounded(IsExact(attribute) ? value.GetString()! : Folding.Fold(value.GetString()!))),
        JsonValueKind.Number => new SortKey(false, NumberOf(value), ""),
        JsonValueKind.True => new SortKey(false, 1, ""),
        JsonValueKind.False => new SortKey(false, 0, ""),
        _ => Absent,
    };

    private static bool IsExact(AttributeDefinition attribute) =>
        attribute.CaseExact || attribute.Type is AttributeType.Reference or AttributeType.Binary;

    private static decimal NumberOf(JsonElement value)
    {
        if (value.TryGetDecimal(out var number))
        {
            return number;
        }

        return value.TryGetDouble(out var large) && large < 0 ? decimal.MinValue : decimal.MaxValue;
    }

    private static string Bounded(string text)
    {
        if (text.Length <= LongestPrefix)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[LongestPrefix - 1]) ? LongestPrefix - 1 : LongestPrefix;
        return string.Concat(text.AsSpan(0, length), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
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
