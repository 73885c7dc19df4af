using System.Globalization;
using System.Text;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Intents;

/// <summary>
/// A committed change of more members than one batch holds: a header, which says how far it is made, and chunks that list
/// the members. They are written in the batch of the group, which is the commit; the members' rows follow in steps.
/// </summary>
internal sealed class GroupIntent
{
    /// <summary>How many members one step changes: three rows each, and the header.</summary>
    public const int StepSize = 32;

    // 47 KiB of the longest ids, and a whole number of steps.
    private const int ChunkSize = 22 * StepSize;

    private const string KindColumn = "kind", CountColumn = "count", ProgressColumn = "progress";
    private const string ChangeKind = "members", DeletionKind = "deletion";

    private readonly Row _header;

    public GroupIntent(Row header) => _header = header;

    /// <summary>The version of its header, which every step moves.</summary>
    public string Version => _header.ETag;

    /// <summary>Whether the group is gone, and its members are to be let go.</summary>
    public bool IsDeletion => _header.Columns.GetString(KindColumn) == DeletionKind;

    /// <summary>How many members it lists.</summary>
    public long Count => _header.Columns.GetInt64(CountColumn) ?? 0;

    /// <summary>How many members or, of a deletion, how many steps are done.</summary>
    public long Progress => _header.Columns.GetInt64(ProgressColumn) ?? 0;

    /// <summary>Whether all of it is made.</summary>
    public bool HasEnded { get; private init; }

    /// <summary>The intent that all is made of.</summary>
    public GroupIntent Ended => new(_header) { HasEnded = true };

    /// <summary>The number of the chunk that is next.</summary>
    public int ChunkNumber => (int)(Progress / ChunkSize);

    /// <summary>The chunk that is next, once it was read.</summary>
    public Row? Chunk { get; set; }

    /// <summary>The rows of a change.</summary>
    public static IEnumerable<RowChange> Rows(string group, IReadOnlyList<EdgeChange> edges)
    {
        yield return new InsertRow(RowKeys.Intent(group), Header(ChangeKind, edges.Count, 0), default);
        var number = 0;
        foreach (var chunk in edges.Chunk(ChunkSize))
        {
            yield return new InsertRow(RowKeys.IntentChunk(group, number++), Columns.None, Encoding.UTF8.GetBytes(string.Join('\n', chunk.Select(Print))));
        }
    }

    /// <summary>The row of a deletion, which lists no members: they have edges.</summary>
    public static RowChange Deletion(string group) => new InsertRow(RowKeys.Intent(group), Header(DeletionKind, 0, 0), default);

    /// <summary>The members of the step that is next.</summary>
    public IReadOnlyList<EdgeChange> Next() =>
        [.. Encoding.UTF8.GetString(Chunk!.Document.Span).Split('\n').Skip((int)(Progress % ChunkSize)).Take(StepSize).Select(Read)];

    /// <summary>The change that counts a step, if nobody else has made it.</summary>
    public ReplaceRow Advance(int done) =>
        new ReplaceRow(_header.Key, _header.ETag, Header(IsDeletion ? DeletionKind : ChangeKind, Count, Progress + done), default);

    /// <summary>The intent after that change.</summary>
    public GroupIntent After(ReplaceRow advance, string version)
    {
        var next = new GroupIntent(new Row(advance.Key, version, advance.Columns, default));
        next.Chunk = next.ChunkNumber == ChunkNumber ? Chunk : null;
        return next;
    }

    /// <summary>The changes that remove the intent.</summary>
    public IEnumerable<RowChange> End(string group) =>
    [
        new DeleteUnchangedRow(_header.Key, _header.ETag),
        .. Enumerable.Range(0, (int)((Count + ChunkSize - 1) / ChunkSize)).Select(number => new DeleteRow(RowKeys.IntentChunk(group, number))),
    ];

    private static Columns Header(string kind, long count, long progress) =>
        Columns.Of(new(KindColumn, kind), new(CountColumn, count), new(ProgressColumn, progress));

    private static string Print(EdgeChange change) =>
        string.Create(CultureInfo.InvariantCulture, $"{(change.Added ? '+' : '-')}{(change.Edge.IsGroup ? 'g' : 'u')}{change.Edge.Id}");

    private static EdgeChange Read(string line) => new(line[0] == '+', new MemberEdge(line[1] == 'g', line[2..]));
}
