using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Erasing;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Functions.Management.People;

/// <summary>Erases a person from a tenant group, and tells of erasures that were made.</summary>
public sealed class ErasureFunctions(
    ManagementEndpoint endpoint, PersonErasure erasure, ErasureReceipts receipts, ManagementChanges changes, PeopleCursors cursors)
{
    private const string Erasures = "api/groups/{group}/erasures", UserId = "userId", ExternUid = "externUid";
    private const string IdExample = "2819c223-7f76-453a-919d-413861904646", UidExample = "jo@example.com";

    private static readonly Problem Nobody = new(
        StatusCodes.Status404NotFound, "There is no such person", "No user of this group has or had this id or extern_uid, or it was erased already.");

    [Function("ListErasures")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Erasures)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            string?[] list = [Erasures];
            var after = await cursors.OpenAsync(management, list, cancellation);
            var page = await receipts.ListAsync(management.Group, after, management.Count, cancellation);
            return ManagementJsonResult.List(page.Items, await cursors.SealAsync(management, list, page.Next, cancellation), Write);
        }, cancellation);

    [Function("ErasePerson")]
    public Task<IResult> Erase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Erasures)] HttpRequest request, CancellationToken cancellation) =>
        endpoint.AnswerAsync(request, async management =>
        {
            var body = await JsonFields.ReadAsync(request, cancellation, UserId, ExternUid);
            var userId = body.Text(UserId, ResourceLimits.UniqueCharacters, IdExample);
            var externUid = body.Text(ExternUid, ResourceLimits.UniqueCharacters, UidExample);
            if (userId is null == externUid is null)
            {
                throw body.Refuse(UserId, "Send either userId or externUid.", IdExample);
            }

            var context = await changes.OfAsync(management, cancellation);
            var receipt = await erasure.EraseAsync(management.Group, userId, externUid, context, cancellation) ?? throw Nobody.ToException();
            return new ManagementJsonResult(receipt.IsPending ? StatusCodes.Status202Accepted : StatusCodes.Status201Created, writer => Write(writer, receipt));
        }, cancellation);

    private static void Write(Utf8JsonWriter writer, ErasureReceipt receipt)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, receipt.Id);
        writer.WriteString("status"u8, receipt.IsPending ? "pending"u8 : "complete"u8);
        writer.WriteString("at"u8, receipt.At.UtcDateTime);
        if (receipt.UserId is not null)
        {
            writer.WriteString("userId"u8, receipt.UserId);
        }

        writer.WriteNumber("rowsErased"u8, receipt.RowsErased);
        writer.WriteNumber("journalEntriesErased"u8, receipt.JournalEntriesErased);
        writer.WriteNumber("logEntriesErased"u8, receipt.LogEntriesErased);
        writer.WriteStartArray("exports"u8);
        foreach (var export in receipt.Exports)
        {
            writer.WriteStringValue(export);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
