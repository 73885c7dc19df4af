using System.Globalization;
using System.Text.Json;
using ScimFunctions.Cli.Trying.Expectations;

namespace ScimFunctions.Tests.IdentityProviders;

/// <summary>What a step expects of its answer, and what every answer owes its client whatever the step says.</summary>
public static class AnswerCheck
{
    private const string ErrorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";

    public static string? Mismatch(StepExpectation expected, HttpResponseMessage response, string answer, SequenceVariables variables) =>
        Status(expected, response)
        ?? Headers(expected, response, variables)
        ?? Protocol(response, answer)
        ?? Body(expected.Body, answer, variables);

    private static string? Status(StepExpectation expected, HttpResponseMessage response) =>
        (int)response.StatusCode == expected.Status ? null : $"status: expected {expected.Status}, was {(int)response.StatusCode}";

    private static string? Headers(StepExpectation expected, HttpResponseMessage response, SequenceVariables variables)
    {
        foreach (var (name, value) in expected.Headers)
        {
            var there = response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values);
            var actual = there ? string.Join(", ", values!) : null;
            if (actual is null ? value is not "{{absent}}" : !ExpectedText.Matches(value, actual, variables))
            {
                return $"header {name}: expected {value}, was {actual ?? "absent"}";
            }
        }

        return null;
    }

    private static string? Protocol(HttpResponseMessage response, string answer)
    {
        if (answer.Length == 0)
        {
            return null;
        }

        // RFC 7644 §8.1 for the media type, §3.12 for errors: there the status is a string.
        if (response.Content.Headers.ContentType?.MediaType is not "application/scim+json")
        {
            return $"header Content-Type: expected application/scim+json, was {response.Content.Headers.ContentType}";
        }

        return (int)response.StatusCode < 400 ? null : Error((int)response.StatusCode, answer);
    }

    private static string? Error(int status, string answer)
    {
        using var document = JsonDocument.Parse(answer);
        using var expected = JsonDocument.Parse(
            $$"""{"schemas":["{{ErrorSchema}}"],"status":"{{status.ToString(CultureInfo.InvariantCulture)}}","detail":"{{"{{any}}"}}"}""");
        return JsonSubset.Mismatch(expected.RootElement, document.RootElement, new SequenceVariables(), "error");
    }

    private static string? Body(JsonElement expected, string answer, SequenceVariables variables)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Undefined:
                return null;
            case JsonValueKind.Null:
                return answer.Length == 0 ? null : "body: expected none";
            default:
                if (answer.Length == 0)
                {
                    return "body: expected one, was none";
                }

                using (var document = JsonDocument.Parse(answer))
                {
                    return JsonSubset.Mismatch(expected, document.RootElement, variables);
                }
        }
    }
}
