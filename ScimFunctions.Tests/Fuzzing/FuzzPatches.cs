using System.Text;
using System.Text.Json;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Tests.Fuzzing;

/// <summary>Arbitrary PATCH messages, mostly with the value that the path calls for.</summary>
internal sealed class FuzzPatches(FuzzText text, FuzzFilters filters)
{
    private static readonly string[] Operators = ["add", "replace", "remove", "Add", "Replace", "Remove", "move", ""];

    public string Message(FuzzSubject subject)
    {
        var operations = new StringBuilder("[");
        for (var count = text.Next(4) + 1; count > 0; count--)
        {
            AppendOperation(operations, subject);
            operations.Append(count > 1 ? "," : "]");
        }

        return FuzzCorpus.Body(operations.ToString());
    }

    private void AppendOperation(StringBuilder json, FuzzSubject subject)
    {
        json.Append("{\"op\":\"").Append(text.Chance(90) ? Operators[text.Next(3)] : text.Pick(Operators)).Append('"');
        if (text.Chance(25))
        {
            json.Append(",\"value\":{");
            for (var count = text.Next(3) + 1; count > 0; count--)
            {
                var (name, attribute) = text.Pick(subject.Paths);
                json.Append('"').Append(JsonEncodedText.Encode(text.Chance(90) ? name : filters.Path(subject))).Append("\":");
                AppendValue(json, attribute);
                json.Append(count > 1 ? "," : "}");
            }
        }
        else
        {
            var (name, attribute) = text.Pick(subject.Paths);
            var path = attribute.SubAttributes.Count > 0 || text.Chance(10) ? filters.Path(subject) : text.Cased(name);
            json.Append(",\"path\":\"").Append(Encoded(path)).Append('"');
            if (text.Chance(85))
            {
                json.Append(",\"value\":");
                AppendValue(json, text.Chance(70) && path.Contains("].", StringComparison.Ordinal) ? text.Pick(subject.Paths).Attribute : attribute);
            }
        }

        json.Append('}');
    }

    private static string Encoded(string path)
    {
        try
        {
            return JsonEncodedText.Encode(path).ToString();
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no JSON form but an escape.
            return "emails[value eq \\\"\\ud800\\\"]";
        }
    }

    private void AppendValue(StringBuilder json, AttributeDefinition attribute)
    {
        if (!attribute.MultiValued || text.Chance(15))
        {
            AppendOne(json, attribute);
            return;
        }

        json.Append('[');
        for (var count = text.Next(4); count > 0; count--)
        {
            AppendOne(json, attribute);
            json.Append(count > 1 ? "," : "");
        }

        json.Append(']');
    }

    private void AppendOne(StringBuilder json, AttributeDefinition attribute)
    {
        if (text.Chance(12))
        {
            json.Append(text.Pick(["null", "\"\"", "[]", "{}", "7", "true", "[[1]]", "{\"a\":{\"b\":[null]}}", text.Quoted()]));
            return;
        }

        switch (attribute.Type)
        {
            case AttributeType.Complex:
                AppendComplex(json, attribute);
                break;
            case AttributeType.Boolean:
                json.Append(text.Pick(["true", "false", "\"True\""]));
                break;
            case AttributeType.Integer or AttributeType.Decimal:
                json.Append(text.Number());
                break;
            default:
                json.Append(text.Quoted());
                break;
        }
    }

    private void AppendComplex(StringBuilder json, AttributeDefinition attribute)
    {
        json.Append('{');
        var comma = "";
        foreach (var sub in attribute.SubAttributes)
        {
            if (text.Chance(50))
            {
                json.Append(comma).Append('"').Append(text.Cased(sub.Name)).Append("\":");
                AppendValue(json, sub);
                comma = ",";
            }
        }

        json.Append('}');
    }
}
