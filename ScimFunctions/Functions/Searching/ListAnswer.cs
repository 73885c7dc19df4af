using System.Buffers;
using System.IO.Pipelines;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Functions.Operations;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Protocol.Projections;

namespace ScimFunctions.Functions.Searching;

/// <summary>A page of resources as it is sent, each as its own type has it.</summary>
/// <param name="baseUrl">The Tenant URL without a final slash.</param>
/// <param name="projections">What is sent of the resources, by the name of their type.</param>
internal sealed class ListAnswer(string baseUrl, IReadOnlyDictionary<string, Projection> projections)
{
    // What has more members than this together is written piece by piece.
    private const int LargestAtOnce = 5_000;

    /// <summary>The answer with a page by index.</summary>
    public JsonResult ByIndex(ResourcePage page, int startIndex) =>
        Answer(page, body => ListMessage.Begin(body, page.TotalResults, startIndex, page.Items.Count));

    /// <summary>The answer with a page by cursor.</summary>
    public JsonResult ByCursor(ResourcePage page, string? previousCursor, string? nextCursor) =>
        Answer(page, body => ListMessage.BeginWithCursors(body, page.TotalResults, page.Items.Count, previousCursor, nextCursor));

    private JsonResult Answer(ResourcePage page, Action<IBufferWriter<byte>> begin)
    {
        if (page.Items.Sum(item => (long)item.Relations.Count) > LargestAtOnce)
        {
            return new JsonResult(StatusCodes.Status200OK, null) { Pieces = (output, cancellation) => WriteAsync(page, begin, output, cancellation) };
        }

        var body = new PooledBuffer(256 + (page.Items.Count * 1024));
        begin(body);
        for (var index = 0; index < page.Items.Count; index++)
        {
            ListMessage.Next(body, index);
            Write(body, page.Items[index]);
        }

        ListMessage.End(body);
        return new JsonResult(StatusCodes.Status200OK, body);
    }

    private async ValueTask WriteAsync(ResourcePage page, Action<IBufferWriter<byte>> begin, PipeWriter output, CancellationToken cancellation)
    {
        begin(output);
        for (var index = 0; index < page.Items.Count; index++)
        {
            ListMessage.Next(output, index);
            var item = page.Items[index];
            if (item is { Resource: StoredGroup, Relations.Count: > LargeGroup.PageSize })
            {
                await LargeGroup.Of(item, baseUrl, projections[item.Resource.TypeName]).WriteAsync(output, cancellation);
                continue;
            }

            using var one = new PooledBuffer(4096);
            Write(one, item);
            output.Write(one.Written.Span);
            await output.FlushAsync(cancellation);
        }

        ListMessage.End(output);
    }

    private void Write(PooledBuffer body, FoundResource item) =>
        ResourceAnswer.Write(body, item.Resource, item.Relations, baseUrl, projections[item.Resource.TypeName]);
}
