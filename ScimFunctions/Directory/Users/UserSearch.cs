using System.Text.Json;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Filters.Evaluation;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>Lists users: by look-up where the filter names an indexed value, else by going through them.</summary>
public sealed class UserSearch(ITable table)
{
    /// <summary>How far into a sorted list a page may lie: up to twice as many documents are kept while it is sorted.</summary>
    public const int DeepestSorted = 10_000;

    private readonly UserScan _scan = new(table);

    /// <summary>One page of the users that match (RFC 7644 §3.4.2).</summary>
    /// <param name="group">The tenant group.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="baseUrl">The Tenant URL, for filters on attributes that hold it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ScimException">400 <c>tooMany</c> for a page too deep in a sorted list.</exception>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<UserPage> ListAsync(TenantGroup group, ListQuery query, string baseUrl, CancellationToken cancellation)
    {
        if (query is { Filter: null, SortBy: null })
        {
            return await _scan.PageAsync(group, query, cancellation);
        }

        if (query.SortBy is not null && query.End - 1 > DeepestSorted)
        {
            throw new ScimException(ScimError.TooMany(
                $"A sorted list is given up to its resource number {DeepestSorted}. Narrow it by a filter, or leave out sortBy."));
        }

        var matches = new MatchWindow(query);
        if (query.Filter is not null && UserLookups.Of(query.Filter) is { } lookups)
        {
            foreach (var user in await _scan.FindAsync(group, lookups, cancellation))
            {
                Consider(user, query, baseUrl, matches);
            }
        }
        else
        {
            await foreach (var user in _scan.AllAsync(group, cancellation))
            {
                Consider(user, query, baseUrl, matches);
            }
        }

        return new UserPage(matches.Total, query.StartIndex, matches.ToPage());
    }

    private static void Consider(StoredUser user, ListQuery query, string baseUrl, MatchWindow matches)
    {
        // A filter may name what is not stored, such as meta.location, so it is held against the user as it is sent.
        using var sent = new PooledBuffer(user.Document.Length + 512);
        UserDocument.Send(sent, user, baseUrl);
        using var json = JsonDocument.Parse(sent.Written);
        if (query.Filter is null || FilterEvaluator.Matches(query.Filter, json.RootElement))
        {
            matches.Add(user, json.RootElement);
        }
    }
}
