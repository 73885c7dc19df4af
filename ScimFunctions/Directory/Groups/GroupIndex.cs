using System.Text.Json.Nodes;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>The index rows that a group's resource has: one for its displayName, one for its externalId.</summary>
internal sealed class GroupIndex
{
    private readonly string _id;
    private readonly Dictionary<string, string> _rows = new(2, StringComparer.Ordinal);
    private readonly string? _externalIdKey;

    /// <param name="id">The group's id.</param>
    /// <param name="resource">The canonical resource.</param>
    /// <param name="sharedName">Whether other groups may have the name too.</param>
    public GroupIndex(string id, JsonObject resource, bool sharedName)
    {
        _id = id;
        SharedName = sharedName;
        DisplayName = resource["displayName"]!.GetValue<string>();
        _rows.Add(sharedName ? RowKeys.SharedGroupName(DisplayName, id) : RowKeys.GroupName(DisplayName), Folding.Fold(DisplayName));
        if (resource["externalId"] is JsonValue externalId)
        {
            _externalIdKey = RowKeys.GroupExternalId(externalId.GetValue<string>());
            _rows.Add(_externalIdKey, externalId.GetValue<string>());
        }
    }

    public string DisplayName { get; }

    public bool SharedName { get; }

    /// <summary>The index of the version that follows: a group keeps the kind of name that it has until it is renamed.</summary>
    public GroupIndex Next(JsonObject resource, bool mayShare)
    {
        var name = resource["displayName"]!.GetValue<string>();
        var renamed = !Folding.Fold(name).Equals(Folding.Fold(DisplayName), StringComparison.Ordinal);
        return new GroupIndex(_id, resource, renamed ? mayShare : SharedName);
    }

    /// <summary>The changes that make all rows.</summary>
    public IEnumerable<RowChange> Inserts() => _rows.Select(row => Insert(row.Key, row.Value));

    /// <summary>The changes that remove all rows.</summary>
    public IEnumerable<RowChange> Deletes() => _rows.Keys.Select(key => new DeleteRow(key));

    /// <summary>The changes that lead from the rows of <paramref name="before"/> to these.</summary>
    public IEnumerable<RowChange> ChangesFrom(GroupIndex before) =>
    [
        .. _rows.Where(row => !before._rows.ContainsKey(row.Key)).Select(row => Insert(row.Key, row.Value)),
        .. before._rows.Keys.Where(key => !_rows.ContainsKey(key)).Select(key => new DeleteRow(key)),
    ];

    /// <summary>The error where another group has the value of a key that a change wanted to insert; else null.</summary>
    public async ValueTask<ScimError?> TakenAsync(ITable table, string partition, RowChange refused, CancellationToken cancellation)
    {
        if (!_rows.ContainsKey(refused.Key)
            || (await table.FindAsync(partition, refused.Key, cancellation))?.Columns.GetString(ColumnNames.GroupId) is not { } owner
            || owner == _id)
        {
            return null;
        }

        var attribute = refused.Key == _externalIdKey ? "externalId" : "displayName";
        return ScimError.Uniqueness(
            $"{attribute} must be unique, and the group with id {owner} has this value. Update that group, or map another source attribute to {attribute}.")
            with
        { LogDetail = $"{attribute} must be unique, and another group has this value." };
    }

    private InsertRow Insert(string key, string value) =>
        new(key, Columns.Of(new(ColumnNames.GroupId, _id), new(ColumnNames.Value, value)), default);
}
