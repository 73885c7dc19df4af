using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Checking;

namespace ScimFunctions.Functions.Management.Checking;

/// <summary>Proves to an administrator that all rows of a tenant group agree, or says which do not.</summary>
public sealed class CheckFunctions(ManagementEndpoint endpoint, GroupChecking checking)
{
    private const string Check = "api/groups/{group}/check";
    private const int MostFindings = 1_000;

    // A check reads every row and remembers a number of each: of a million users some tens of megabytes.
    private static readonly ConcurrentDictionary<string, byte> Running = new(StringComparer.Ordinal);

    private static readonly Problem Busy = new(
        StatusCodes.Status503ServiceUnavailable, "The group is being checked", "Another check of this group is running. Repeat the request when it has ended.")
    { RetryAfterSeconds = 10 };

    [Function("CheckGroup")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Check)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            if (!Running.TryAdd(management.Group.Id, 0))
            {
                throw Busy.ToException();
            }

            try
            {
                return Answer(await checking.CheckAsync(management.Group.Path, cancellation) ?? throw Problem.NoTenantGroup.ToException());
            }
            finally
            {
                Running.TryRemove(management.Group.Id, out _);
            }
        }, cancellation);

    private static ManagementJsonResult Answer(CheckReport report) => new(StatusCodes.Status200OK, writer =>
    {
        var findings = report.Findings;
        writer.WriteStartObject();
        writer.WriteNumber("rows"u8, report.Rows);
        writer.WriteNumber("broken"u8, findings.Count);
        writer.WriteStartArray("findings"u8);
        foreach (var finding in findings.Take(MostFindings))
        {
            Write(writer, finding);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("unfinished"u8);
        foreach (var group in report.Unfinished)
        {
            writer.WriteStringValue(group);
        }

        writer.WriteEndArray();
        writer.WriteNumber("emptyPlaces"u8, report.EmptyPlaces);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, finding.Key);
        writer.WriteString("problem"u8, finding.Problem);
        writer.WriteEndObject();
    }
}
