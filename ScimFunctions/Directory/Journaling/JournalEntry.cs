using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>
/// One change: the audit trail, the provisioning log and the feed of events. It is written in the same batch as the
/// change, so that there is neither a change without an entry nor an entry without a change.
/// </summary>
public sealed record JournalEntry
{
    private const string ChangeIdColumn = "change";

    /// <summary>What this very attempt is known by afterwards, when its answer was lost.</summary>
    public required string ChangeId { get; init; }

    public required ChangeKind Kind { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>The id of the token that was used.</summary>
    public required string Actor { get; init; }

    public required string CorrelationId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The names of the top-level attributes that changed, separated by spaces.</summary>
    public required string Changed { get; init; }

    /// <summary>The whole state after the change; of a deletion, the last one.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>The change that writes the entry.</summary>
    public RowChange ToInsert(string key) => new InsertRow(key, ToColumns(), State);

    /// <summary>Whether a row holds the entry of that change.</summary>
    public static bool IsOf(Row row, string changeId) => row.Columns.GetString(ChangeIdColumn) == changeId;

    /// <summary>A row that keeps a place from being taken by a change that is on its way.</summary>
    public static RowChange Void(string key) => new InsertRow(key, Columns.Of(new Column("kind", "Void")), default);

    private Columns ToColumns() => Columns.Of(
        new(ChangeIdColumn, ChangeId),
        new("kind", Kind.ToString()),
        new("resourceType", ResourceType),
        new("resource", ResourceId),
        new("actor", Actor),
        new("correlation", CorrelationId),
        new("at", At.ToUnixTimeMilliseconds()),
        new("changed", Changed));
}
