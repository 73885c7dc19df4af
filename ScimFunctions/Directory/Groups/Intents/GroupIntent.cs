using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Intents;

/// <summary>
/// A committed change of more members than one batch holds, by its header: how far it is made. It is written in the batch of
/// the group, which is the commit; <see cref="IntentChunks"/>, written before, list the members, and their rows follow in steps.
/// </summary>
internal sealed class GroupIntent
{
    /// <summary>How many members one step changes: three rows each, and the header.</summary>
    public const int StepSize = 32;

    private const string KindColumn = "kind", IdColumn = "intent", CountColumn = "count", ProgressColumn = "progress";
    private const string ChangeKind = "members", DeletionKind = "deletion";

    private readonly Row _header;

    public GroupIntent(Row header) => _header = header;

    /// <summary>What it is known by.</summary>
    public string Id => _header.Columns.GetString(IdColumn) ?? "";

    /// <summary>The version of its header, which every step moves.</summary>
    public string Version => _header.ETag;

    /// <summary>Whether the group is gone, and its members are to be let go.</summary>
    public bool IsDeletion => _header.Columns.GetString(KindColumn) == DeletionKind;

    /// <summary>How many members it lists.</summary>
    public long Count => _header.Columns.GetInt64(CountColumn) ?? 0;

    /// <summary>How many members are done.</summary>
    public long Progress => _header.Columns.GetInt64(ProgressColumn) ?? 0;

    /// <summary>Whether every listed member is done; of a deletion, whose members are not listed, their rows tell.</summary>
    public bool IsMade => !IsDeletion && Progress >= Count;

    /// <summary>The header of a new intent.</summary>
    /// <param name="intent">What the row of nestings says of it.</param>
    /// <param name="count">How many members it lists; 0 for a deletion.</param>
    public static RowChange Header(PendingIntent intent, int count) => new InsertRow(
        RowKeys.Intent(intent.Group), Header(intent.IsDeletion ? DeletionKind : ChangeKind, intent.Id, count, 0), default);

    /// <summary>The change that counts a step, if nobody else has made it.</summary>
    public ReplaceRow Advance(int done) => new(
        _header.Key, _header.ETag, Header(IsDeletion ? DeletionKind : ChangeKind, Id, Count, Progress + done), default);

    /// <summary>The intent after that change.</summary>
    public static GroupIntent After(ReplaceRow advance, string version) => new(new Row(advance.Key, version, advance.Columns, default));

    /// <summary>The change that ends it.</summary>
    public RowChange End() => new DeleteUnchangedRow(_header.Key, _header.ETag);

    private static Columns Header(string kind, string id, long count, long progress) =>
        Columns.Of(new(KindColumn, kind), new(IdColumn, id), new(CountColumn, count), new(ProgressColumn, progress));
}
