using System.Runtime.InteropServices;

namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// Makes batches within the writer's transaction. The conditions on rows that are there are checked before the first
/// change; insertions check themselves and come first, so that a batch that conflicts has only those to take back and
/// the others of its group stand.
/// </summary>
internal sealed class BatchApplier(Connection connection, Partitions partitions)
{
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(long Row, long Version, byte[]? Bytes);

    private readonly Statement _findPartition = connection.Prepare(Partitions.FindSql);
    private readonly Statement _addPartition = connection.Prepare("INSERT INTO partitions (name) VALUES (?1)");
    private readonly Statement _lastVersion = connection.Prepare("SELECT last FROM versions WHERE id = 1");
    private readonly Statement _setLastVersion = connection.Prepare("UPDATE versions SET last = ?1 WHERE id = 1");
    private readonly Statement _find = connection.Prepare("SELECT id, v FROM rows WHERE p = ?1 AND k = ?2");
    private readonly Statement _findWhole = connection.Prepare("SELECT id, v, b FROM rows WHERE p = ?1 AND k = ?2");
    private readonly RowWriter _rows = new(connection);
    private readonly Found?[] _found = new Found?[BatchRules.MaxChanges];

    private readonly List<long> _inserted = new(BatchRules.MaxChanges);

    private long _version;

    /// <summary>Begins a group: reads the last version that was given.</summary>
    public void Begin()
    {
        _lastVersion.Step();
        _version = _lastVersion.GetInt64(0);
        _lastVersion.Reset();
    }

    /// <summary>Ends a group: keeps the last version that was given.</summary>
    public void End() => _setLastVersion.Bind(1, _version).Run();

    /// <summary>Makes a batch, or says what conflicts.</summary>
    public CommitResult Apply(string partition, IReadOnlyList<RowChange> changes)
    {
        var id = FindPartition(partition);
        if (id == Partitions.None)
        {
            _addPartition.Bind(1, partition).Run();
            id = connection.LastInsertedId;
        }

        var etags = new string[changes.Count];
        var conflict = FirstConflict(id, changes);
        if (TryInsert(id, changes, conflict?.Index ?? changes.Count, etags) is { } taken)
        {
            return taken;
        }

        if (conflict is not null)
        {
            return conflict;
        }

        for (var index = 0; index < changes.Count; index++)
        {
            if (changes[index] is not InsertRow)
            {
                etags[index] = Make(id, changes[index], _found[index]);
            }
        }

        return new Committed(etags);
    }

    private Conflicted? FirstConflict(long partition, IReadOnlyList<RowChange> changes)
    {
        for (var index = 0; index < changes.Count; index++)
        {
            if (changes[index] is not InsertRow)
            {
                _found[index] = Find(partition, changes[index]);
                if (Conflict(changes[index], _found[index]) is { } reason)
                {
                    return new Conflicted(index, reason, Retried: false);
                }
            }
        }

        return null;
    }

    /// <summary>Makes the insertions before <paramref name="end"/>, and takes them back where one conflicts or a later
    /// change does.</summary>
    private Conflicted? TryInsert(long partition, IReadOnlyList<RowChange> changes, int end, string[] etags)
    {
        _inserted.Clear();
        Conflicted? conflict = null;
        for (var index = 0; index < end && conflict is null; index++)
        {
            if (changes[index] is not InsertRow insert)
            {
                continue;
            }

            if (_rows.Insert(partition, insert.Key, ++_version, insert.Columns, insert.Document.Span) is { } row)
            {
                _inserted.Add(row);
                etags[index] = Version.Print(_version);
            }
            else
            {
                conflict = new Conflicted(index, ConflictReason.Exists, Retried: false);
            }
        }

        if (conflict is not null || end < changes.Count)
        {
            _inserted.ForEach(_rows.Delete);
        }

        return conflict;
    }

    // Only partitions of earlier groups are remembered: a new one of this group may yet be rolled back.
    private long FindPartition(string partition) =>
        partitions.TryGet(partition, out var id) ? id : Partitions.Read(partition, _findPartition);

    // What a change of columns leaves as it is has to be written again.
    private Found? Find(long partition, RowChange change)
    {
        var isWhole = change is TouchRow { Columns.Encoded.IsEmpty: false };
        var find = isWhole ? _findWhole : _find;
        find.Bind(1, partition).Bind(2, change.Key);
        Found? found = find.Step() ? new Found(find.GetInt64(0), find.GetInt64(1), isWhole ? find.GetBytes(2).ToArray() : null) : null;
        find.Reset();
        return found;
    }

    private static ConflictReason? Conflict(RowChange change, Found? found) => change switch
    {
        UpsertRow => null,
        _ when found is null => ConflictReason.Missing,
        ReplaceRow replace => Version.Parse(replace.ETag) == found.Value.Version ? null : ConflictReason.Changed,
        DeleteUnchangedRow delete => Version.Parse(delete.ETag) == found.Value.Version ? null : ConflictReason.Changed,
        _ => null,
    };

    private string Make(long partition, RowChange change, Found? found)
    {
        switch (change)
        {
            case UpsertRow upsert when found is null:
                _rows.Insert(partition, upsert.Key, ++_version, upsert.Columns, upsert.Document.Span);
                break;
            case UpsertRow upsert:
                _rows.Replace(found!.Value.Row, ++_version, upsert.Columns, upsert.Document.Span);
                break;
            case ReplaceRow replace:
                _rows.Replace(found!.Value.Row, ++_version, replace.Columns, replace.Document.Span);
                break;
            case TouchRow touch:
                _rows.Touch(found!.Value.Row, ++_version, touch.Columns, found.Value.Bytes);
                break;
            default:
                _rows.Delete(found!.Value.Row);
                return "";
        }

        return Version.Print(_version);
    }
}
