using System.Globalization;
using System.Text;
using ScimFunctions.Protocol.Filters.Parsing;

namespace ScimFunctions.Protocol.Filters;

/// <summary>Writes filters as text.</summary>
public static class FilterPrinter
{
    /// <summary>
    /// The canonical text of a filter: operators in lower case, single spaces, no more parentheses than the tree needs,
    /// no more escapes than JSON needs. <see cref="FilterParser.Parse"/> reads an equal tree from it.
    /// </summary>
    public static string Print(Filter filter)
    {
        var text = new StringBuilder();
        Append(text, filter);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Filter filter)
    {
        switch (filter)
        {
            case OrFilter or:
                Append(text, or.Left);
                text.Append(" or ");
                AppendGrouped(text, or.Right, or.Right is OrFilter);
                break;
            case AndFilter and:
                AppendGrouped(text, and.Left, and.Left is OrFilter);
                text.Append(" and ");
                AppendGrouped(text, and.Right, and.Right is OrFilter or AndFilter);
                break;
            case NotFilter not:
                text.Append("not ");
                AppendGrouped(text, not.Operand, grouped: true);
                break;
            case PresentFilter present:
                text.Append(present.Path).Append(" pr");
                break;
            case ComparisonFilter comparison:
                text.Append(comparison.Path).Append(' ').Append(Keywords.Spell(comparison.Operator)).Append(' ');
                AppendValue(text, comparison.Value);
                break;
            case ValuePathFilter valuePath:
                text.Append(valuePath.Path).Append('[');
                Append(text, valuePath.Inner);
                text.Append(']');
                break;
        }
    }

    private static void AppendGrouped(StringBuilder text, Filter filter, bool grouped)
    {
        text.Append(grouped ? "(" : "");
        Append(text, filter);
        text.Append(grouped ? ")" : "");
    }

    private static void AppendValue(StringBuilder text, FilterValue value)
    {
        switch (value)
        {
            case StringValue characters:
                AppendString(text, characters.Value);
                break;
            case NumberValue number:
                text.Append(number.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case BooleanValue boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case InstantValue instant:
                text.Append('"').Append(instant.Value.ToString("O", CultureInfo.InvariantCulture)).Append('"');
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                < ' ' => text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
