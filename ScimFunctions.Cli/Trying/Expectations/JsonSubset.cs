using System.Text.Json;

namespace ScimFunctions.Cli.Trying.Expectations;

/// <summary>
/// Compares an answer with what is expected of it: every property that is expected must be there and equal, others may
/// be there too; arrays have the same length and match element by element, or contain what
/// <c>{"{{contains}}": […]}</c> lists.
/// </summary>
public static class JsonSubset
{
    private const string Absent = "{{absent}}";
    private const string Contains = "{{contains}}";

    /// <summary>Where and how the answer differs; null if it does not.</summary>
    public static string? Mismatch(JsonElement expected, JsonElement actual, SequenceVariables variables, string at = "$") =>
        expected.ValueKind switch
        {
            JsonValueKind.Object when expected.TryGetProperty(Contains, out var wanted) => ContainsAll(wanted, actual, variables, at),
            JsonValueKind.Object => Properties(expected, actual, variables, at),
            JsonValueKind.Array => Elements(expected, actual, variables, at),
            JsonValueKind.String => Text(expected.GetString()!, actual, variables, at),
            JsonValueKind.Number => actual.ValueKind is JsonValueKind.Number && actual.TryGetDecimal(out var number) && number == expected.GetDecimal()
                ? null : Differs(expected, actual, at),
            _ => actual.ValueKind == expected.ValueKind ? null : Differs(expected, actual, at),
        };

    private static string? Properties(JsonElement expected, JsonElement actual, SequenceVariables variables, string at)
    {
        if (actual.ValueKind is not JsonValueKind.Object)
        {
            return Differs(expected, actual, at);
        }

        foreach (var property in expected.EnumerateObject())
        {
            var there = actual.TryGetProperty(property.Name, out var value);
            var wantsAbsence = property.Value.ValueKind is JsonValueKind.String && property.Value.ValueEquals(Absent);
            var mismatch = (there, wantsAbsence) switch
            {
                (true, true) => $"{at}.{property.Name}: expected nothing, was {value.GetRawText()}",
                (false, true) => null,
                (false, false) => $"{at}.{property.Name}: expected {property.Value.GetRawText()}, was absent",
                _ => Mismatch(property.Value, value, variables, $"{at}.{property.Name}"),
            };
            if (mismatch is not null)
            {
                return mismatch;
            }
        }

        return null;
    }

    private static string? Elements(JsonElement expected, JsonElement actual, SequenceVariables variables, string at)
    {
        if (actual.ValueKind is not JsonValueKind.Array || actual.GetArrayLength() != expected.GetArrayLength())
        {
            return Differs(expected, actual, at);
        }

        return Enumerable.Range(0, expected.GetArrayLength())
            .Select(index => Mismatch(expected[index], actual[index], variables, $"{at}[{index}]"))
            .FirstOrDefault(mismatch => mismatch is not null);
    }

    private static string? ContainsAll(JsonElement wanted, JsonElement actual, SequenceVariables variables, string at)
    {
        foreach (var element in wanted.EnumerateArray())
        {
            if (actual.ValueKind is not JsonValueKind.Array || !actual.EnumerateArray().Any(candidate => Is(element, candidate, variables)))
            {
                return $"{at}: expected an element {element.GetRawText()}, was {actual.GetRawText()}";
            }
        }

        return null;
    }

    private static bool Is(JsonElement element, JsonElement candidate, SequenceVariables variables)
    {
        // A candidate that fails half-way must not leave its captures behind.
        var attempt = variables.Copy();
        if (Mismatch(element, candidate, attempt) is not null)
        {
            return false;
        }

        variables.Adopt(attempt);
        return true;
    }

    private static string? Text(string expected, JsonElement actual, SequenceVariables variables, string at)
    {
        var matches = actual.ValueKind is JsonValueKind.String
            ? ExpectedText.Matches(expected, actual.GetString()!, variables)
            : expected.Equals("{{any}}", StringComparison.Ordinal) && actual.ValueKind is not JsonValueKind.Null;
        return matches ? null : $"{at}: expected \"{expected}\", was {actual.GetRawText()}";
    }

    private static string Differs(JsonElement expected, JsonElement actual, string at) =>
        $"{at}: expected {expected.GetRawText()}, was {actual.GetRawText()}";
}
