namespace ScimFunctions.Storage.Embedded;

/// <summary>The database file of a store's directory. It holds personal data, so what is made here is its owner's alone.</summary>
internal sealed class DatabaseFile
{
    /// <summary>The most bytes of a file that SQLite maps.</summary>
    public const int LargestMap = 0x7FFF0000;

    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(10);

    private readonly string _path;

    private DatabaseFile(string path) => _path = path;

    /// <summary>Makes the directory, the file and its tables where they are missing.</summary>
    /// <exception cref="StorageException">They cannot be made or are not this program's.</exception>
    public static DatabaseFile Ensure(string directory)
    {
        var path = Path.Combine(Path.GetFullPath(directory), "table.db");
        try
        {
            MakeDirectory(Path.GetDirectoryName(path)!);
            MakeFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The store cannot write to its directory {directory}. Make it writable for this process, or name another one.", outcomeUnknown: false, exception);
        }

        var file = new DatabaseFile(path);
        using var connection = file.Connect(OpenTimeout, "");
        Layout.Ensure(connection);
        return file;
    }

    /// <summary>A further connection to the file.</summary>
    public Connection Connect(TimeSpan busyTimeout, string settings) => Connection.Open(_path, busyTimeout, settings);

    private static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(directory);
        }
        else
        {
            System.IO.Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // A file that is there is not opened here: closing it would drop the locks that SQLite holds on it for this process.
    private static void MakeFile(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            // SQLite gives its journal files the mode of the database.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
    }
}
