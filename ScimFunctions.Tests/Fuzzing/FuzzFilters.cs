using System.Text;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Tests.Fuzzing;

/// <summary>Arbitrary filters and paths that follow the grammar, and mostly the schemas.</summary>
internal sealed class FuzzFilters(FuzzText text)
{
    private static readonly string[] Operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];
    private static readonly string[] Strangers = ["unknown", "name.unknown", "urn:example:none:x", "$ref", "a.b.c", "schemas", "emails.value.x", "Operations", "and", "not"];

    public string Filter(FuzzSubject subject)
    {
        var filter = new StringBuilder();
        AppendFilter(filter, () => text.Pick(subject.Paths), subject, depth: text.Next(4), mayBracket: true);
        return filter.ToString();
    }

    public string Path(FuzzSubject subject)
    {
        var (name, attribute) = text.Pick(subject.Paths);
        if (attribute.SubAttributes.Count == 0 && !text.Chance(10))
        {
            return text.Chance(5) ? text.Pick(Strangers) : text.Chance(5) ? text.Pick(subject.Type.Extensions.Select(extension => extension.Schema.Id).Append(subject.Type.Schema.Id).ToArray()) : text.Cased(name);
        }

        var path = new StringBuilder(text.Cased(name));
        if (text.Chance(60))
        {
            AppendBrackets(path, attribute, subject);
            if (text.Chance(60))
            {
                path.Append('.').Append(Sub(attribute).Text);
            }
        }

        return path.ToString();
    }

    private void AppendFilter(StringBuilder filter, Func<(string Text, AttributeDefinition Attribute)> path, FuzzSubject subject, int depth, bool mayBracket)
    {
        switch (depth == 0 ? 0 : text.Next(5))
        {
            case 1:
            case 2:
                AppendFilter(filter, path, subject, depth - 1, mayBracket);
                filter.Append(text.Cased(text.Chance(50) ? " and " : " or "));
                AppendFilter(filter, path, subject, depth - 1, mayBracket);
                break;
            case 3:
                filter.Append(text.Chance(50) ? text.Cased("not (") : "(");
                AppendFilter(filter, path, subject, depth - 1, mayBracket);
                filter.Append(')');
                break;
            default:
                AppendLeaf(filter, path(), subject, mayBracket);
                break;
        }
    }

    private void AppendLeaf(StringBuilder filter, (string Text, AttributeDefinition Attribute) path, FuzzSubject subject, bool mayBracket)
    {
        filter.Append(text.Chance(3) ? text.Pick(Strangers) : text.Cased(path.Text));
        if (mayBracket && path.Attribute.SubAttributes.Count > 0 && text.Chance(60))
        {
            AppendBrackets(filter, path.Attribute, subject);
            if (text.Chance(60))
            {
                return;
            }

            var sub = Sub(path.Attribute);
            filter.Append('.').Append(sub.Text);
            path = sub;
        }

        filter.Append(' ');
        if (text.Chance(15))
        {
            filter.Append(text.Cased("pr"));
            return;
        }

        filter.Append(text.Cased(text.Pick(Operators))).Append(' ').Append(Value(path.Attribute.Type));
    }

    private void AppendBrackets(StringBuilder filter, AttributeDefinition attribute, FuzzSubject subject)
    {
        filter.Append('[');
        AppendFilter(filter, () => Sub(attribute), subject, depth: text.Next(3), mayBracket: text.Chance(2));
        filter.Append(']');
    }

    private (string Text, AttributeDefinition Attribute) Sub(AttributeDefinition attribute) =>
        attribute.SubAttributes.Count > 0 && text.Pick(attribute.SubAttributes) is var sub ? (text.Cased(sub.Name), sub) : ("value", attribute);

    private string Value(AttributeType type) => text.Chance(8) ? text.Pick([text.Number(), text.Quoted(), "null", "true", "nil"]) : type switch
    {
        AttributeType.Boolean => text.Cased(text.Pick(["true", "false", "\"True\""])),
        AttributeType.Integer or AttributeType.Decimal => text.Number(),
        _ => text.Quoted(),
    };
}
