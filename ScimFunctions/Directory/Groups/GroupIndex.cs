using System.Text.Json.Nodes;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups;

/// <summary>The index rows that a group's resource has: for its displayName, its externalId and unique values of extensions.</summary>
internal sealed class GroupIndex
{
    private readonly string _id;
    private readonly ResourceType _type;
    private readonly Dictionary<string, string> _rows = new(2, StringComparer.Ordinal);
    private readonly string? _externalIdKey;

    /// <param name="id">The group's id.</param>
    /// <param name="resource">The canonical resource.</param>
    /// <param name="sharedName">Whether other groups may have the name too.</param>
    /// <param name="type">Its type in the tenant group's catalog.</param>
    public GroupIndex(string id, JsonObject resource, bool sharedName, ResourceType type)
    {
        (_id, _type) = (id, type);
        SharedName = sharedName;
        DisplayName = resource["displayName"]!.GetValue<string>();
        _rows.Add(sharedName ? RowKeys.SharedGroupName(DisplayName, id) : RowKeys.GroupName(DisplayName), Folding.Fold(DisplayName));
        if (resource["externalId"] is JsonValue externalId)
        {
            _externalIdKey = RowKeys.GroupExternalId(externalId.GetValue<string>());
            _rows.Add(_externalIdKey, externalId.GetValue<string>());
        }

        UniqueValues.AddTo(_rows, resource, type);
    }

    public string DisplayName { get; }

    public bool SharedName { get; }

    /// <summary>The index of the version that follows: a group keeps the kind of name that it has until it is renamed.</summary>
    public GroupIndex Next(JsonObject resource, bool mayShare)
    {
        var name = resource["displayName"]!.GetValue<string>();
        var renamed = !Folding.Fold(name).Equals(Folding.Fold(DisplayName), StringComparison.Ordinal);
        return new GroupIndex(_id, resource, renamed ? mayShare : SharedName, _type);
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
    public async ValueTask<ScimError?> TakenAsync(ITable table, TenantGroup group, RowChange refused, CancellationToken cancellation)
    {
        if (!_rows.ContainsKey(refused.Key)
            || await OwnerAsync(table, group, refused.Key, cancellation) is not { } owner
            || owner == _id)
        {
            return null;
        }

        return Taken(UniqueAttributeOf(refused.Key)!, owner);
    }

    /// <summary>Makes sure that no other group has the name among those that were given while names could be shared, where
    /// they no longer can: they have other rows, which a batch does not meet.</summary>
    /// <exception cref="ScimException">409 <c>uniqueness</c>.</exception>
    public async ValueTask RequireUnsharedAsync(ITable table, TenantGroup group, GroupIndex? before, CancellationToken cancellation)
    {
        if (SharedName || !group.MayShareGroupNames || before?._rows.ContainsKey(RowKeys.GroupName(DisplayName)) is true)
        {
            return;
        }

        // Its own may be one of them.
        var sharing = await table.ReadAsync(group.Id, RowRange.Prefix(RowKeys.SharedGroupNames(DisplayName), 2), cancellation);
        if (sharing.Rows.Select(row => row.Columns.GetString(ColumnNames.GroupId)).FirstOrDefault(owner => owner != _id) is { } owner)
        {
            throw new ScimException(Taken("displayName", owner));
        }
    }

    private static ScimError Taken(string attribute, string owner) => ScimError.Uniqueness(
        $"{attribute} must be unique, and the group with id {owner} has this value. Update that group, or map another source attribute to {attribute}.")
        with
    { LogDetail = $"{attribute} must be unique, and another group has this value." };

    /// <summary>Which attribute a key belongs to; null where it is none of these rows'.</summary>
    public string? UniqueAttributeOf(string key) => !_rows.ContainsKey(key) ? null
        : key == _externalIdKey ? "externalId"
        : UniqueValues.AttributeOf(key, _type) ?? "displayName";

    private async ValueTask<string?> OwnerAsync(ITable table, TenantGroup group, string key, CancellationToken cancellation) => UniqueValues.IsKey(key)
        ? await new UniqueOwners(table).FindAsync(group, key, _type, cancellation)
        : (await table.FindAsync(group.Id, key, cancellation))?.Columns.GetString(ColumnNames.GroupId);

    private InsertRow Insert(string key, string value) => new(
        key, Columns.Of(new(UniqueValues.IsKey(key) ? ColumnNames.UserId : ColumnNames.GroupId, _id), new(ColumnNames.Value, value)), default);
}
