using System.Text.Json.Nodes;
using ScimFunctions.Directory.Extensions;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>
/// The index rows that a user's resource has, by key: identity, userName, addresses and unique values of extensions. Two versions of a user differ
/// in their rows by the difference of their keys, so that a change of case, or one address listed twice, is none.
/// </summary>
internal sealed class UserIndex
{
    private readonly string _id;
    private readonly ResourceType _type;

    // By key, the value as it is compared.
    private readonly Dictionary<string, string> _rows = new(4, StringComparer.Ordinal);

    public UserIndex(string id, JsonObject resource, bool active, ResourceType type)
    {
        (_id, _type) = (id, type);
        Active = active;
        ExternalId = Text(resource["externalId"]);
        UserName = Text(resource["userName"]) ?? throw new InvalidDataException("A user has no userName.");
        if (ExternalId is not null)
        {
            IdentityKey = RowKeys.Identity(ExternalId);
            _rows.Add(IdentityKey, ExternalId);
        }

        UserNameKey = RowKeys.UserName(UserName);
        _rows.Add(UserNameKey, Folding.Fold(UserName));
        foreach (var email in resource["emails"] as JsonArray ?? [])
        {
            if (Text(email?["value"]) is { } address)
            {
                _rows[RowKeys.Email(address, id)] = Folding.Fold(address);
            }
        }

        UniqueValues.AddTo(_rows, resource, type);
    }

    // Where only the state may change: the identity is the one row that holds it.
    private UserIndex(StoredUser user, string userName, bool active, ResourceType type)
    {
        (_id, _type, Active, UserName, ExternalId) = (user.Id, type, active, userName, user.ExternalId);
        UserNameKey = RowKeys.UserName(UserName);
        IdentityKey = ExternalId is null ? null : RowKeys.Identity(ExternalId);
    }

    public bool Active { get; }

    public string? ExternalId { get; }

    public string UserName { get; }

    public string UserNameKey { get; }

    /// <summary>The key of the identity, or null without an externalId.</summary>
    public string? IdentityKey { get; }

    /// <summary>The indexes of a stored user and of the version that follows. Most changes are of no attribute that has a key:
    /// then neither lists its rows, which are the same.</summary>
    /// <param name="user">The stored user.</param>
    /// <param name="resource">The version that follows.</param>
    /// <param name="active">Whether it is active.</param>
    /// <param name="changed">The top-level attributes in which it differs.</param>
    /// <param name="type">The type of users in the tenant group.</param>
    public static (UserIndex Before, UserIndex After) Around(
        StoredUser user, JsonObject resource, bool active, List<string> changed, ResourceType type)
    {
        var differ = changed.Exists(static name => name is "externalId" or "userName" or "emails") || UniqueValues.MayDiffer(changed, type);
        return differ || user.UserName is not { } userName
            ? (new UserIndex(user.Id, user.ToResource(), user.Active, type), new UserIndex(user.Id, resource, active, type))
            : (new UserIndex(user, userName, user.Active, type), new UserIndex(user, userName, active, type));
    }

    /// <summary>The changes that make all rows.</summary>
    public IEnumerable<RowChange> Inserts() => _rows.Select(row => Insert(row.Key, row.Value));

    /// <summary>The changes that remove all rows.</summary>
    public IEnumerable<RowChange> Deletes() => _rows.Keys.Select(key => new DeleteRow(key));

    /// <summary>The changes that lead from the rows of <paramref name="before"/> to these.</summary>
    public IEnumerable<RowChange> ChangesFrom(UserIndex before)
    {
        foreach (var (key, value) in _rows)
        {
            if (!before._rows.ContainsKey(key))
            {
                yield return Insert(key, value);
            }
        }

        foreach (var key in before._rows.Keys)
        {
            if (!_rows.ContainsKey(key))
            {
                yield return new DeleteRow(key);
            }
        }

        if (Active != before.Active && IdentityKey is not null && IdentityKey == before.IdentityKey)
        {
            yield return new TouchRow(IdentityKey, Columns.Of(new Column(ColumnNames.Active, Active)));
        }
    }

    /// <summary>Which attribute a key belongs to, where it must be unique.</summary>
    public string? UniqueAttributeOf(string key) =>
        key == IdentityKey ? "externalId" : key == UserNameKey ? "userName" : key == RowKeys.User(_id) ? "id" : UniqueValues.AttributeOf(key, _type);

    private InsertRow Insert(string key, string value)
    {
        var columns = key == IdentityKey
            ? Columns.Of(new(ColumnNames.UserId, _id), new(ColumnNames.Active, Active), new(ColumnNames.Value, value))
            : Columns.Of(new(ColumnNames.UserId, _id), new(ColumnNames.Value, value));
        return new InsertRow(key, columns, default);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
