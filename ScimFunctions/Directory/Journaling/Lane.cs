using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling;

/// <summary>
/// One writing process in one tenant group: the only writer of its journal sequence while its lease runs. A lease that
/// was lost costs a conflict, never an entry, since entries are inserted.
/// </summary>
internal sealed class Lane(string name, string owner, int layout, string version, long next, DateTimeOffset leasedUntil)
{
    /// <summary>How long a lane is kept by a process that writes nothing.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>How long before its end a lease is no longer relied on: longer than a batch is on its way.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>How many entries may follow the place that the lane's row names, and are read when it changes hands.</summary>
    private const int UnnamedEntries = 512;

    /// <summary>The column that names the layout which the owner writes; not there where that is the first.</summary>
    public const string LayoutColumn = "layout";

    private readonly Lock _renewing = new();
    private long _next = next;
    private long _named = next;
    private string _version = version;
    private DateTimeOffset _leasedUntil = leasedUntil;
    private bool _renewalUnderWay;

    public string Name { get; } = name;

    /// <summary>The next place of the sequence, which nobody else of this process gets.</summary>
    public long Take() => Interlocked.Increment(ref _next) - 1;

    /// <summary>
    /// Gives a place back that no entry was written to, unless a later one was taken: a place behind those of other
    /// changes would put what follows on them before them. It stays empty then, and a reader voids it.
    /// </summary>
    public void GiveBack(long place) => Interlocked.CompareExchange(ref _next, place, place + 1);

    /// <summary>Whether another process may soon take the lane, so that no batch goes into it before it is extended.</summary>
    public bool HasRunOut(DateTimeOffset now)
    {
        lock (_renewing)
        {
            return now > _leasedUntil - Margin;
        }
    }

    /// <summary>
    /// The change that renews the lease, to go with a batch, where it is due and no other batch carries it; else null.
    /// Ends with <see cref="Renewed"/> or <see cref="NotRenewed"/>.
    /// </summary>
    public RowChange? Renewal(DateTimeOffset now)
    {
        lock (_renewing)
        {
            var due = now > _leasedUntil - (Lease / 2) || Volatile.Read(ref _next) - _named > UnnamedEntries;
            if (!due || _renewalUnderWay)
            {
                return null;
            }

            _renewalUnderWay = true;
            return Extension(_version, now);
        }
    }

    /// <summary>The change that extends the lease from the version of the lane's row.</summary>
    public RowChange Extension(string version, DateTimeOffset now) =>
        new ReplaceRow(RowKeys.Lane(Name), version, Columns(owner, layout, now + Lease, LowestOpen()), default);

    public void Renewed(string version, DateTimeOffset now)
    {
        lock (_renewing)
        {
            _version = version;
            _leasedUntil = now + Lease;
            _named = LowestOpen();
            _renewalUnderWay = false;
        }
    }

    public void NotRenewed()
    {
        lock (_renewing)
        {
            _renewalUnderWay = false;
        }
    }

    /// <summary>A lane's own row: who has it, which layout that process writes, until when, and a place at or before its first
    /// free one.</summary>
    public static Columns Columns(string owner, int layout, DateTimeOffset leasedUntil, long from)
    {
        var columns = Storage.Columns.Of(new("owner", owner), new("until", leasedUntil.ToUnixTimeMilliseconds()), new("from", from));
        return layout == PartitionLayout.First ? columns : Storage.Columns.Of([.. columns.ToList(), new(LayoutColumn, (long)layout)]);
    }

    // Places that are taken but not yet written lie at most the number of requests in flight below the next one.
    private long LowestOpen() => Math.Max(_named, Volatile.Read(ref _next) - (UnnamedEntries / 2));
}
