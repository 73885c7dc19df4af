using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Functions.Management.People;

namespace ScimFunctions.Functions.Management.Log;

/// <summary>The provisioning log of a tenant group: who changed what, what was refused, and what was read where that is logged.</summary>
public sealed class LogFunctions(ManagementEndpoint endpoint, LogReader log, PeopleCursors cursors, TokenNames tokens)
{
    private const string Log = "api/groups/{group}/log", TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    [Function("GetLog")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Log)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            string?[] list = [Log, .. LogParameters.Names.Select(management.Query)];
            var query = LogParameters.Read(management, await cursors.OpenAsync(management, list, cancellation));
            var page = await log.ReadAsync(management.Group, query, cancellation);
            var next = await cursors.SealAsync(management, list, page.Next?.ToString(), cancellation);
            var names = await tokens.OfAsync(management.Group, cancellation);
            return ManagementJsonResult.List(page.Entries, next, (writer, entry) => Write(writer, entry, names));
        }, cancellation);

    private static void Write(Utf8JsonWriter writer, LogEntry entry, IReadOnlyDictionary<string, string> names)
    {
        writer.WriteStartObject();
        writer.WriteString("at"u8, entry.At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        writer.WriteStartObject("who"u8);
        WriteText(writer, "tokenId", entry.Actor);
        WriteText(writer, "tokenName", entry.Actor is null ? null : names.GetValueOrDefault(entry.Actor));
        writer.WriteEndObject();
        WriteText(writer, "client", entry.Client);
        writer.WriteString("action"u8, entry.Action);
        WriteText(writer, "resourceType", entry.ResourceType);
        WriteText(writer, "resourceId", entry.ResourceId);
        writer.WriteStartArray("attributes"u8);
        foreach (var attribute in entry.Attributes)
        {
            writer.WriteStringValue(attribute);
        }

        writer.WriteEndArray();
        writer.WriteNumber("status"u8, entry.Status);
        WriteText(writer, "detail", entry.Detail);
        WriteText(writer, "correlationId", entry.CorrelationId);
        if (entry.Times > 1)
        {
            writer.WriteNumber("times"u8, entry.Times);
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
