using System.Collections.Concurrent;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Directory.Transfer.Importing;
using ScimFunctions.Functions.Management.People;

namespace ScimFunctions.Functions.Management.Transfer;

/// <summary>Gives all of a tenant group as JSON lines, and makes what such lines tell of: in the format of the server's own
/// commands. Both can be cut off anywhere, and are gone on with.</summary>
public sealed class TransferFunctions(
    ManagementEndpoint endpoint, TenantExport export, TenantImport import, ManagementChanges changes, TimeProvider time, ILogger<TransferFunctions> logger)
{
    private const string Group = "api/groups/{group}";

    // Well before nobody may write any more into a tenant group that was deleted when it began.
    private static readonly TimeSpan LongestImport = TenantGroupDeletion.LongestRequest - TimeSpan.FromMinutes(1);

    // What is imported is held in memory, and two that make the same resources only get in each other's way.
    private static readonly ConcurrentDictionary<string, byte> Running = new(StringComparer.Ordinal);

    private static readonly Problem Busy = new(
        StatusCodes.Status503ServiceUnavailable, "The group is being imported into", "Another import into this group is running. Repeat the request when it has ended.")
    { RetryAfterSeconds = 10 };

    private static readonly Problem TooLong = new(
        StatusCodes.Status503ServiceUnavailable, "The import takes too long", "A part of the lines was imported. Repeat the request, which goes on with the rest, or send fewer lines at once.")
    { RetryAfterSeconds = 1 };

    [Function("ExportGroup")]
    public Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Group + "/export")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
            new ExportResult(export, management.Group, await ExportBody.ReadAsync(request, cancellation), logger), cancellation);

    [Function("ImportGroup")]
    public Task<IResult> Import(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Group + "/import")] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var lines = await ImportBody.ReadAsync(request, cancellation);
            if (!Running.TryAdd(management.Group.Id, 0))
            {
                throw Busy.ToException();
            }

            try
            {
                return ImportAnswer.Of(await RunAsync(management, lines, cancellation));
            }
            finally
            {
                Running.TryRemove(management.Group.Id, out _);
            }
        }, cancellation);

    private async Task<ImportReport> RunAsync(ManagementRequest management, MemoryStream lines, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(LongestImport, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var context = await changes.OfAsync(management, cancellation);
        try
        {
            return await import.RunAsync(management.Group.Path, () => Open(lines), context, static _ => { }, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw TooLong.ToException();
        }
        catch (FormatException broken)
        {
            throw Problem.OfField(ImportBody.Body, $"Its head cannot be read: {broken.Message}", ImportBody.Example).ToException();
        }
    }

    private static StreamReader Open(MemoryStream lines) =>
        new(new MemoryStream(lines.GetBuffer(), 0, (int)lines.Length, writable: false), Encoding.UTF8);
}
