namespace ScimFunctions.Cli.Transfer;

/// <summary>The file of an export, for its owner alone: it holds personal data.</summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private readonly FileStream _file;

    private ExportFile(string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(name, options);
    }

    /// <summary>What is in it.</summary>
    public LinePosition Position { get; private set; } = LinePosition.Start;

    /// <summary>Opens a file, finds what is there of an export, and cuts off a line that is not whole.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static async Task<ExportFile> OpenAsync(string name, CancellationToken cancellation)
    {
        var opened = new ExportFile(name);
        try
        {
            var end = 0L;
            await WholeLines.ReadAsync(
                opened._file,
                line =>
                {
                    opened.Position = opened.Position.Next(line);
                    end += line.Length;
                    return ValueTask.CompletedTask;
                },
                cancellation);

            // A head alone is written anew.
            opened._file.SetLength(opened.Position.ToBody() is null && !opened.Position.HasEnded ? 0 : end);
            opened._file.Position = opened._file.Length;
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Appends the whole lines that come, and tells of each.</summary>
    public Task AppendAsync(Stream lines, Action<LinePosition> progress, CancellationToken cancellation) => WholeLines.ReadAsync(
        lines,
        async line =>
        {
            var next = Position.Next(line);
            await _file.WriteAsync(line, cancellation);
            Position = next;
            progress(next);
        },
        cancellation);

    /// <summary>Makes what was written durable.</summary>
    public async Task SyncAsync(CancellationToken cancellation)
    {
        await _file.FlushAsync(cancellation);
        _file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
