using System.Collections.Concurrent;

namespace ScimFunctions.Storage.Embedded;

/// <summary>The numbers that partitions have in the database. They never change, so those seen are kept.</summary>
internal sealed class Partitions
{
    /// <summary>A number that no partition has.</summary>
    public const long None = 0;

    public const string FindSql = "SELECT id FROM partitions WHERE name = ?1";

    private readonly ConcurrentDictionary<string, long> _known = new(StringComparer.Ordinal);

    /// <summary>The partition's number, or <see cref="None"/> where nothing was ever written to it.</summary>
    public long Find(string partition, Statement find)
    {
        if (TryGet(partition, out var known))
        {
            return known;
        }

        var id = Read(partition, find);
        return id == None ? None : _known.GetOrAdd(partition, id);
    }

    /// <summary>Whether the number has been seen in a committed state of the database.</summary>
    public bool TryGet(string partition, out long id) => _known.TryGetValue(partition, out id);

    /// <summary>The number as the connection's transaction has it, which may yet be rolled back: not kept.</summary>
    public static long Read(string partition, Statement find)
    {
        find.Bind(1, partition);
        var id = find.Step() ? find.GetInt64(0) : None;
        find.Reset();
        return id;
    }
}
