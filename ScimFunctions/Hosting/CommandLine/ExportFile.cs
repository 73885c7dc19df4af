using ScimFunctions.Directory.Transfer.Exporting;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary>The file of an export, for its owner alone: it holds personal data.</summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private const int LongestLine = 4 * 1024 * 1024;

    private readonly FileStream _file;

    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public ExportFile(string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(name, options);
    }

    /// <summary>What is appended to.</summary>
    public Stream Stream => _file;

    /// <summary>Finds what is there of an export, and cuts off a line that is not whole.</summary>
    /// <exception cref="InvalidDataException">It is no export.</exception>
    public async Task<ExportPosition> FindEndAsync(CancellationToken cancellation)
    {
        var position = ExportPosition.Start;
        var end = 0L;
        var buffer = new byte[1 << 16];
        for (int filled = 0, read; (read = await _file.ReadAsync(buffer.AsMemory(filled), cancellation)) > 0;)
        {
            filled += read;
            var start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                position = position.After(buffer.AsSpan(start, length));
                start += length + 1;
                end += length + 1;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, filled < LongestLine ? filled * 2 : throw new InvalidDataException("A line of the file is none of an export."));
            }
        }

        _file.SetLength(end);
        _file.Position = end;
        return position;
    }

    /// <summary>Makes what was written durable.</summary>
    public async Task SyncAsync(CancellationToken cancellation)
    {
        await _file.FlushAsync(cancellation);
        _file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
