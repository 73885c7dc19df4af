using System.Runtime.InteropServices;
using SQLitePCL;

namespace ScimFunctions.Storage.Embedded.Caching;

/// <summary>
/// Reads the head of the log's index where SQLite itself has it in memory, shared by all processes: a few loads tell that
/// nothing was committed, where a read transaction costs several calls of the system. Used, as its connection is, by one
/// thread at a time, and not after the connection is closed.
/// </summary>
internal sealed unsafe partial class WalIndex(sqlite3 database)
{
    // SQLITE_FCNTL_FILE_POINTER, and the size of the index's parts.
    private const int FilePointer = 7, PartBytes = 32768;

    // In struct sqlite3_io_methods, counted in pointers: a version, twelve older methods, then xShmMap.
    private const int ShmMap = 13;

    private ulong* _words;

    /// <summary>The head; one that is not valid where it cannot be read or is being written.</summary>
    public WalIndexHeader Read()
    {
        if (_words is null && (_words = Map()) is null)
        {
            return default;
        }

        // There are two copies, of which SQLite writes the second first.
        var header = At(_words);
        return header == At(_words + WalIndexHeader.Words) ? header : default;
    }

    private static WalIndexHeader At(ulong* words) => new(
        Volatile.Read(ref words[0]), Volatile.Read(ref words[1]), Volatile.Read(ref words[2]),
        Volatile.Read(ref words[3]), Volatile.Read(ref words[4]), Volatile.Read(ref words[5]));

    // The first part, which every connection that has read or written has mapped, and keeps so until it is closed.
    private ulong* Map()
    {
        void** file = null;
        if (FileControl(database, "main", FilePointer, &file) != raw.SQLITE_OK || file is null || *file is null)
        {
            return null;
        }

        var methods = (void**)*file;
        if (*(int*)methods < 2)
        {
            return null;
        }

        void* part = null;
        var map = (delegate* unmanaged[Cdecl]<void*, int, int, int, void**, int>)methods[ShmMap];
        return map(file, 0, PartBytes, 0, &part) == raw.SQLITE_OK ? (ulong*)part : null;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FileControl(sqlite3 database, string name, int operation, void* argument);
}
