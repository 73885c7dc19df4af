using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Functions.Searching;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions;

/// <summary>What finds and lists resources (RFC 7644 §3.4.2 and §3.4.3), of one type or, at the root, of all.</summary>
public sealed class SearchFunctions(ScimEndpoint endpoint, ResourceSearch search, QueryCursors cursors)
{
    private const string Root = "api/scim/v2/groups/{group}";
    private const string Users = Root + "/Users";
    private const string Groups = Root + "/Groups";
    private const string Search = "/.search";

    [Function("ListUsers")]
    public Task<IResult> ListUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Users)] HttpRequest request, CancellationToken cancellation) =>
        AnswerUrl(request, catalog => [catalog.User], cancellation);

    [Function("ListGroups")]
    public Task<IResult> ListGroups(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Groups)] HttpRequest request, CancellationToken cancellation) =>
        AnswerUrl(request, catalog => [catalog.Group], cancellation);

    [Function("QueryRoot")]
    public Task<IResult> QueryRoot(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Root)] HttpRequest request, CancellationToken cancellation) =>
        AnswerUrl(request, catalog => catalog.Types, cancellation);

    [Function("SearchUsers")]
    public Task<IResult> SearchUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Users + Search)] HttpRequest request, CancellationToken cancellation) =>
        AnswerBody(request, catalog => [catalog.User], cancellation);

    [Function("SearchGroups")]
    public Task<IResult> SearchGroups(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Groups + Search)] HttpRequest request, CancellationToken cancellation) =>
        AnswerBody(request, catalog => [catalog.Group], cancellation);

    [Function("SearchRoot")]
    public Task<IResult> SearchRoot(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Root + Search)] HttpRequest request, CancellationToken cancellation) =>
        AnswerBody(request, catalog => catalog.Types, cancellation);

    private Task<IResult> AnswerUrl(
        HttpRequest request, Func<ResourceCatalog, IReadOnlyList<ResourceType>> typesOf, CancellationToken cancellation) =>
        endpoint.ReadAsync(request, scim => AnswerAsync(scim, scim.ListRequest(), typesOf(scim.Catalog), cancellation), cancellation);

    private Task<IResult> AnswerBody(
        HttpRequest request, Func<ResourceCatalog, IReadOnlyList<ResourceType>> typesOf, CancellationToken cancellation) =>
        endpoint.ReadAsync(request, async scim =>
        {
            var asked = SearchBody.Read(await RequestBody.ReadAsync(request, BodyLimit.Resource, cancellation));
            return await AnswerAsync(scim, asked, typesOf(scim.Catalog), cancellation);
        }, cancellation);

    private async ValueTask<IResult> AnswerAsync(
        ScimRequest scim, ListRequest asked, IReadOnlyList<ResourceType> types, CancellationToken cancellation)
    {
        var projections = types.ToDictionary(type => type.Name, asked.ProjectionOf, StringComparer.Ordinal);
        var answer = new ListAnswer(scim.BaseUrl, projections);
        var query = asked.QueryOf(types);
        if (asked.Cursor is null)
        {
            return answer.ByIndex(await search.ListAsync(scim.Group, query, scim.BaseUrl, cancellation), query.StartIndex);
        }

        var scope = asked.ScopeOf(scim.Group.Id, types);
        query = query with { Walk = await cursors.OpenAsync(asked.Cursor, scope, query.Count, cancellation) };
        var page = await search.ListAsync(scim.Group, query, scim.BaseUrl, cancellation);
        return answer.ByCursor(
            page,
            await cursors.SealAsync(page.Previous, scope, query.Count, cancellation),
            await cursors.SealAsync(page.Next, scope, query.Count, cancellation));
    }
}
