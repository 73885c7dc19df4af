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
    /// <summary>The answer with a page by index.</summary>
    public JsonResult ByIndex(ResourcePage page, int startIndex) =>
        Answer(page, body => ListMessage.Begin(body, page.TotalResults, startIndex, page.Items.Count));

    /// <summary>The answer with a page by cursor.</summary>
    public JsonResult ByCursor(ResourcePage page, string? previousCursor, string? nextCursor) =>
        Answer(page, body => ListMessage.BeginWithCursors(body, page.TotalResults, page.Items.Count, previousCursor, nextCursor));

    private JsonResult Answer(ResourcePage page, Action<PooledBuffer> begin)
    {
        var body = new PooledBuffer(256 + (page.Items.Count * 1024));
        begin(body);
        for (var index = 0; index < page.Items.Count; index++)
        {
            ListMessage.Next(body, index);
            var (resource, relations) = page.Items[index];
            ResourceAnswer.Write(body, resource, relations, baseUrl, projections[resource.TypeName]);
        }

        ListMessage.End(body);
        return new JsonResult(StatusCodes.Status200OK, body);
    }
}
