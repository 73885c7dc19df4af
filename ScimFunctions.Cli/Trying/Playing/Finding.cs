using System.Globalization;
using System.Text.Json;
using ScimFunctions.Cli.Trying.Endpoints;
using ScimFunctions.Cli.Trying.Expectations;

namespace ScimFunctions.Cli.Trying.Playing;

/// <summary>How an answer differs from what was expected of it.</summary>
/// <param name="Keys">What was found, from the most particular to the most general, to look explanations up by.</param>
/// <param name="Difference">The same for people.</param>
internal sealed record Finding(IReadOnlyList<string> Keys, string Difference)
{
    private const int NoContent = 204;
    private const string Absent = " absent";

    /// <summary>Compares; null if all is well. What is captured is put into the variables.</summary>
    public static Finding? Of(CycleExpectation expected, EndpointAnswer answer, SequenceVariables variables)
    {
        if (answer.Trouble is { } trouble)
        {
            return new([trouble], answer.Text);
        }

        if (!expected.Status.Contains(answer.Status))
        {
            var statuses = string.Join(" or ", expected.Status);
            return new([Number(answer.Status), Number(answer.Status / 100) + "xx"], $"status: expected {statuses}, was {answer.Status}");
        }

        if (expected.Body.ValueKind is JsonValueKind.Undefined || answer.Status is NoContent)
        {
            return null;
        }

        if (answer.Json is not { } json)
        {
            return answer.Text.Length == 0 ? new(["no-body"], "body: expected one, was none") : new(["not-json"], $"body: expected JSON, was {answer.MediaType ?? "of no media type"}");
        }

        return JsonSubset.Mismatch(expected.Body, json, variables) is { } mismatch ? new([.. Paths(mismatch)], mismatch) : null;
    }

    // "$.Resources[0].id: expected …" is to be found under each of the places that it is within.
    private static IEnumerable<string> Paths(string mismatch)
    {
        var path = mismatch[..mismatch.IndexOf(": ", StringComparison.Ordinal)];
        if (mismatch.EndsWith(Absent, StringComparison.Ordinal))
        {
            yield return path + Absent;
        }

        for (var end = path.Length; end > 0; end = path.LastIndexOfAny(['.', '['], end - 1))
        {
            yield return path[..end];
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
