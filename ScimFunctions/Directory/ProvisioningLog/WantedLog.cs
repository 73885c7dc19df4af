using System.Text.Json;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>Which entries of the provisioning log are asked for.</summary>
internal sealed class WantedLog
{
    private readonly LogQuery _query;
    private readonly DateTimeOffset _begin;

    // The ids of the user that is asked for; those of deleted ones with its name are found on the way.
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly string? _name;

    private WantedLog(LogQuery query, DateTimeOffset begin)
    {
        (_query, _begin) = (query, begin);
        _name = query.User is { } name && Folding.IsWellFormed(name) ? Folding.Fold(name) : null;
    }

    /// <summary>What a query asks for.</summary>
    /// <param name="table">The store.</param>
    /// <param name="group">The tenant group.</param>
    /// <param name="query">The query.</param>
    /// <param name="begin">When its reading began.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<WantedLog> OfAsync(
        ITable table, TenantGroup group, LogQuery query, DateTimeOffset begin, CancellationToken cancellation)
    {
        var wanted = new WantedLog(query, begin);
        if (query.User is { } user)
        {
            wanted._ids.Add(user);
            if (wanted._name is not null && await table.FindAsync(group.Id, RowKeys.UserName(user), cancellation) is { } row)
            {
                wanted._ids.Add(row.Columns.GetString(ColumnNames.UserId)!);
            }
        }

        return wanted;
    }

    /// <summary>Whether a change is asked for.</summary>
    public bool Has(JournalEntry entry) =>
        entry.At <= _begin && _query.Status?.Has(LogEntry.StatusOf(entry.Kind)) != false && (_query.User is null || IsOfUser(entry));

    /// <summary>Whether a request is asked for.</summary>
    public bool Has(LoggedRequest request) =>
        request.At <= _begin && !(request.At >= _query.To) && _query.Status?.Has(request.Status) != false
        && (_query.User is null || (request.ResourceId is not null && _ids.Contains(request.ResourceId)));

    private bool IsOfUser(JournalEntry entry)
    {
        if (_ids.Contains(entry.ResourceId))
        {
            return true;
        }

        if (entry.ResourceType != "User" || entry.State.IsEmpty || _name is null || !_name.Equals(NameOf(entry.State), StringComparison.Ordinal))
        {
            return false;
        }

        return _ids.Add(entry.ResourceId);
    }

    private static string? NameOf(ReadOnlyMemory<byte> state)
    {
        var reader = new Utf8JsonReader(state.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("userName"u8);
            reader.Read();
            if (isName)
            {
                return Folding.Fold(reader.GetString()!);
            }

            reader.Skip();
        }

        return null;
    }
}
