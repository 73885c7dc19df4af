using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>Reads the entries of one lane one after the other, some at a time.</summary>
/// <param name="table">The store.</param>
/// <param name="partition">The tenant group.</param>
/// <param name="lane">The lane.</param>
internal abstract class LaneReader(ITable table, string partition, LaneRows lane)
{
    /// <summary>How many entries are read at once: each may hold a whole resource.</summary>
    protected const int PageSize = 100;

    private readonly Queue<(long Place, Row Row)> _read = new();

    /// <summary>The lane.</summary>
    public LaneRows Lane => lane;

    /// <summary>The place of the cursor: what was taken lies before it, in the order of the reading.</summary>
    public long Position { get; protected set; }

    /// <summary>Whether entries are no longer kept that the cursor would have come to next.</summary>
    public bool HasLost { get; protected set; }

    protected ITable Table => table;

    protected string Partition => partition;

    /// <summary>The next entry that is there; null at the end, and where a place is still being written.</summary>
    public JournalRecord? Next { get; private set; }

    /// <summary>Finds the first entry.</summary>
    public Task BeginAsync(CancellationToken cancellation) => AdvanceAsync(cancellation);

    /// <summary>Takes the entry that is next, and finds the one after it.</summary>
    public Task TakeAsync(CancellationToken cancellation)
    {
        Position = After(Next!.Place);
        return AdvanceAsync(cancellation);
    }

    /// <summary>The position once a place was read.</summary>
    protected abstract long After(long place);

    /// <summary>Reads rows that follow <see cref="Position"/>, in the order of the reading; none at the end.</summary>
    protected abstract Task<IReadOnlyList<(long Place, Row Row)>> ReadAsync(CancellationToken cancellation);

    /// <summary>The rows of places, from one and before another one, in ascending order.</summary>
    protected async Task<List<(long Place, Row Row)>> ReadAsync(long from, long to, int pageSize, CancellationToken cancellation)
    {
        var range = new RowRange(RowKeys.Journal(lane.Name, from), RowKeys.Journal(lane.Name, to), pageSize);
        var page = await table.ReadAsync(partition, range, cancellation);
        return [.. page.Rows.Select(row => (lane.PlaceOf(row), row))];
    }

    // A void place is passed over, and then read.
    private async Task AdvanceAsync(CancellationToken cancellation)
    {
        Next = null;
        while (Next is null)
        {
            if (_read.Count == 0)
            {
                foreach (var row in await ReadAsync(cancellation))
                {
                    _read.Enqueue(row);
                }
            }

            if (!_read.TryDequeue(out var next))
            {
                return;
            }

            if (JournalEntry.Of(next.Row) is { } entry)
            {
                Next = new JournalRecord(lane.Name, next.Place, entry);
            }
            else
            {
                Position = After(next.Place);
            }
        }
    }
}
