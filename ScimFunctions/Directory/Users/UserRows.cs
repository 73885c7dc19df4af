using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Users;

/// <summary>The changes of rows that make, change and remove a user. The user's document always comes first.</summary>
internal static class UserRows
{
    private const string Running = "active", Ended = "ended";

    /// <summary>What makes a user with its identity, membership and index rows.</summary>
    public static List<RowChange> Create(
        string id, UserIndex index, UserDocument document, string role, string? password, DateTimeOffset now) =>
    [
        new InsertRow(RowKeys.User(id), Columns(index, document, role, inGroups: false, password), document.Json),
        .. index.Inserts(),
        new InsertRow(RowKeys.Membership(id), Membership(role, index.Active, now), default),
    ];

    /// <summary>What leads from one version of a user to the next.</summary>
    public static List<RowChange> Update(
        StoredUser before, UserIndex indexBefore, UserIndex index, UserDocument document, string role, string? password, DateTimeOffset now)
    {
        List<RowChange> changes =
        [
            new ReplaceRow(before.Row.Key, before.Row.ETag, Columns(index, document, role, before.InGroups, password), document.Json),
            .. index.ChangesFrom(indexBefore),
        ];
        if (index.Active != indexBefore.Active)
        {
            changes.Add(new TouchRow(RowKeys.Membership(before.Id), Membership(role, index.Active, now)));
        }
        else if (role != before.Role)
        {
            changes.Add(new TouchRow(RowKeys.Membership(before.Id), Storage.Columns.Of(new Column(ColumnNames.Role, role))));
        }

        return changes;
    }

    /// <summary>What removes a user, beside <see cref="Deleted"/>.</summary>
    public static List<RowChange> Delete(StoredUser user, UserIndex index) =>
    [
        new DeleteUnchangedRow(user.Row.Key, user.Row.ETag),
        .. index.Deletes(),
        new DeleteRow(RowKeys.Membership(user.Id)),
    ];

    /// <summary>What keeps the id of a deleted user from being given to another, and says where its last state is.</summary>
    public static UpsertRow Deleted(string id, string? externUid, string? entry)
    {
        var taken = TakenId(externUid);
        return new(RowKeys.TakenId(id), entry is null ? taken : Storage.Columns.Of([.. taken.ToList(), new(ColumnNames.Entry, entry)]), default);
    }

    /// <summary>What gives a user's row the columns that its document asks for.</summary>
    public static ReplaceRow Rewrite(StoredUser user, UserIndex index, UserDocument document) => new(
        user.Row.Key, user.Version, Columns(index, document, user.Role, user.InGroups, user.PasswordHash), user.Document);

    /// <summary>The membership that a user has, as it is made anew.</summary>
    public static InsertRow MembershipOf(StoredUser user, UserIndex index, DateTimeOffset now) =>
        new(RowKeys.Membership(user.Id), Membership(user.Role, index.Active, now), default);

    /// <summary>The row that says whose an id is or was.</summary>
    public static Columns TakenId(string? externUid) =>
        externUid is null ? Storage.Columns.None : Storage.Columns.Of(new Column(ColumnNames.ExternUid, externUid));

    /// <summary>What the answer to a change is rendered from, without reading it again.</summary>
    public static Row Written(RowChange change, string version) => change switch
    {
        InsertRow insert => new Row(insert.Key, version, insert.Columns, insert.Document),
        ReplaceRow replace => new Row(replace.Key, version, replace.Columns, replace.Document),
        _ => throw new ArgumentException("Only a row with a document can be rendered.", nameof(change)),
    };

    private static Columns Columns(UserIndex index, UserDocument document, string role, bool inGroups, string? password)
    {
        List<Column> columns =
        [
            new(ColumnNames.Role, role),
            new(ColumnNames.Active, index.Active),
            new(ColumnNames.InGroups, inGroups),
            new(ColumnNames.UserName, index.UserName),
        ];
        if (index.ExternalId is not null)
        {
            columns.Add(new(ColumnNames.ExternUid, index.ExternalId));
        }

        if (document.ReferenceAt > 0)
        {
            columns.Add(new(ColumnNames.ReferenceAt, (long)document.ReferenceAt));
        }

        if (password is not null)
        {
            columns.Add(new(ColumnNames.Password, password));
        }

        return Storage.Columns.Of([.. columns]);
    }

    private static Columns Membership(string role, bool active, DateTimeOffset since) => Storage.Columns.Of(
        new(ColumnNames.Role, role),
        new(ColumnNames.State, active ? Running : Ended),
        new(ColumnNames.Since, since.ToUnixTimeMilliseconds()));
}
