using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>
/// One change: the audit trail, the provisioning log and the feed of events. It is written in the same batch as the
/// change, so that there is neither a change without an entry nor an entry without a change.
/// </summary>
public sealed record JournalEntry
{
    private const string ChangeIdColumn = "change", KindColumn = "kind", AtColumn = "at", RoleColumn = "role", ClientColumn = "client";
    private const string VoidKind = "Void";

    /// <summary>What this very attempt is known by afterwards, when its answer was lost.</summary>
    public required string ChangeId { get; init; }

    public required ChangeKind Kind { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    /// <summary>The id of the token that was used.</summary>
    public required string Actor { get; init; }

    /// <summary>The client's software, as it calls itself; null where it does not.</summary>
    public string? Client { get; init; }

    public required string CorrelationId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The names of the top-level attributes that changed, separated by spaces.</summary>
    public required string Changed { get; init; }

    /// <summary>The whole state after the change; of a deletion, the last one.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>The role that a deleted user had, which its document does not hold; else null.</summary>
    public string? Role { get; init; }

    /// <summary>The change that writes the entry.</summary>
    public RowChange ToInsert(string key) => new InsertRow(key, ToColumns(), State);

    /// <summary>Whether a row holds the entry of that change.</summary>
    public static bool IsOf(Row row, string changeId) => row.Columns.GetString(ChangeIdColumn) == changeId;

    /// <summary>A row that keeps a place from being taken by a change that is on its way.</summary>
    /// <param name="key">The place.</param>
    /// <param name="at">When it is made void.</param>
    public static RowChange Void(string key, DateTimeOffset at) =>
        new InsertRow(key, Columns.Of(new(KindColumn, VoidKind), new(AtColumn, at.ToUnixTimeMilliseconds())), default);

    /// <summary>The entry of a row; null where the place is void.</summary>
    /// <exception cref="InvalidDataException">The row is no entry.</exception>
    public static JournalEntry? Of(Row row)
    {
        var columns = row.Columns;
        var kind = Text(KindColumn);
        return kind == VoidKind
            ? null
            : new JournalEntry
            {
                ChangeId = Text(ChangeIdColumn),
                Kind = Enum.Parse<ChangeKind>(kind),
                ResourceType = Text("resourceType"),
                ResourceId = Text("resource"),
                Actor = Text("actor"),
                CorrelationId = Text("correlation"),
                At = AtOf(row),
                Changed = Text("changed"),
                State = row.Document,
                Role = columns.GetString(RoleColumn),
                Client = columns.GetString(ClientColumn) is { Length: > 0 } client ? client : null,
            };

        string Text(string name) => columns.GetString(name) ?? throw new InvalidDataException($"A journal entry has no {name}.");
    }

    /// <summary>The type and id of the resource that an entry, of any version, is about; null where the place is void.</summary>
    public static (string Type, string Id)? ResourceOf(Row row) =>
        row.Columns.GetString("resourceType") is { } type && row.Columns.GetString("resource") is { } id ? (type, id) : null;

    /// <summary>When an entry, or a void place, was written; the beginning of time where a void place does not say.</summary>
    public static DateTimeOffset AtOf(Row row) => DateTimeOffset.FromUnixTimeMilliseconds(row.Columns.GetInt64(AtColumn) ?? 0);

    private Columns ToColumns()
    {
        var columns = Columns.Of(
            new(ChangeIdColumn, ChangeId),
            new(KindColumn, Kind.ToString()),
            new("resourceType", ResourceType),
            new("resource", ResourceId),
            new("actor", Actor),
            new("correlation", CorrelationId),
            new(AtColumn, At.ToUnixTimeMilliseconds()),
            new("changed", Changed),
            new(ClientColumn, Client ?? ""));
        return Role is null ? columns : Columns.Of([.. columns.ToList(), new(RoleColumn, Role)]);
    }
}
