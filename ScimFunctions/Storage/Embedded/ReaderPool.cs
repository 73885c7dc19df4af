namespace ScimFunctions.Storage.Embedded;

/// <summary>
/// Readers for whoever reads: one is used by one caller at a time, who gives it back. Those at rest stand in a fixed number
/// of places, more than the machine has processors, since a thread that loses its processor keeps its reader; where none
/// is left, a further one is opened, which costs as much as a hundred reads, and closed when it comes back.
/// </summary>
internal sealed class ReaderPool(DatabaseFile file, Partitions partitions, bool isMapped) : IDisposable
{
    private readonly Reader?[] _atRest = new Reader?[Math.Max(16, Environment.ProcessorCount * 4)];
    private volatile bool _closed;

    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    public Reader Take()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(EmbeddedTable));
        var start = Thread.GetCurrentProcessorId();
        for (var step = 0; step < _atRest.Length; step++)
        {
            ref var place = ref _atRest[(uint)(start + step) % (uint)_atRest.Length];
            if (place is not null && Interlocked.Exchange(ref place, null) is { } reader)
            {
                return reader;
            }
        }

        return new Reader(file, partitions, isMapped);
    }

    /// <summary>Takes back a reader that did not fail. One that did is disposed of instead.</summary>
    public void GiveBack(Reader reader)
    {
        var start = Thread.GetCurrentProcessorId();
        for (var step = 0; step < _atRest.Length; step++)
        {
            ref var place = ref _atRest[(uint)(start + step) % (uint)_atRest.Length];
            if (place is null && Interlocked.CompareExchange(ref place, reader, null) is null)
            {
                if (_closed)
                {
                    Dispose();
                }

                return;
            }
        }

        reader.Dispose();
    }

    /// <summary>Closes the readers at rest, and those in use when they come back.</summary>
    public void Dispose()
    {
        _closed = true;
        for (var place = 0; place < _atRest.Length; place++)
        {
            Interlocked.Exchange(ref _atRest[place], null)?.Dispose();
        }
    }
}
