using System.Globalization;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Journaling.Reading;

/// <summary>What is known of a lane without reading its entries.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Own">Its own row.</param>
/// <param name="Mark">The row that says where its entries begin, or null where the first ones are still kept.</param>
internal sealed record LaneRows(string Name, Row Own, Row? Mark)
{
    /// <summary>A place that no lane reaches.</summary>
    public const long EndOfPlaces = 0xFFFF_FFFF_FFFF;

    private const string FirstColumn = "first";

    private const int PageSize = 1_000;

    /// <summary>A place at or before the first free one.</summary>
    public long From => Own.Columns.GetInt64("from") ?? 0;

    /// <summary>Until when a process holds it.</summary>
    public DateTimeOffset LeasedUntil => DateTimeOffset.FromUnixTimeMilliseconds(Own.Columns.GetInt64("until") ?? 0);

    /// <summary>The layout that the process writes which holds it, or held it last.</summary>
    public long Layout => Own.Columns.GetInt64(Lane.LayoutColumn) ?? PartitionLayout.First;

    /// <summary>The first place whose entry is kept.</summary>
    public long First { get; } = FirstOf(Mark);

    /// <summary>All lanes of a tenant group.</summary>
    public static async Task<List<LaneRows>> AllAsync(ITable table, string partition, CancellationToken cancellation)
    {
        // The marks first: what is pruned meanwhile is then looked for and found to be gone, and never the other way round.
        var marks = (await ReadAsync(table, partition, RowKeys.JournalMarks, cancellation))
            .ToDictionary(row => row.Key[RowKeys.JournalMarks.Length..], StringComparer.Ordinal);
        var rows = await ReadAsync(table, partition, RowKeys.Lanes, cancellation);
        return rows.ConvertAll(row =>
        {
            var name = row.Key[RowKeys.Lanes.Length..];
            return new LaneRows(name, row, marks.GetValueOrDefault(name));
        });
    }

    /// <summary>The first place whose entry is kept, by the lane's mark.</summary>
    public static long FirstOf(Row? mark) => mark?.Columns.GetInt64(FirstColumn) ?? 0;

    /// <summary>The mark as it was just set.</summary>
    public static Row MarkOf(string lane, long first, string version) =>
        new(RowKeys.JournalMark(lane), version, Columns.Of(new Column(FirstColumn, first)), default);

    /// <summary>The entries from a place on.</summary>
    public RowRange Entries(long from, int pageSize) => new(RowKeys.Journal(Name, from), RowKeys.Journal(Name, EndOfPlaces), pageSize);

    /// <summary>The change that sets the mark, if nobody else has since it was read.</summary>
    public static RowChange SetMark(string lane, Row? mark, long first)
    {
        var columns = Columns.Of(new Column(FirstColumn, first));
        return mark is null
            ? new InsertRow(RowKeys.JournalMark(lane), columns, default)
            : new ReplaceRow(mark.Key, mark.ETag, columns, default);
    }

    /// <summary>The place of an entry's row.</summary>
    public long PlaceOf(Row row) => PlaceOf(Name, row.Key);

    /// <summary>The place in a lane that a key names.</summary>
    public static long PlaceOf(string lane, string key) =>
        long.Parse(key.AsSpan(RowKeys.JournalOf(lane).Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The first free place: the one after the last entry.</summary>
    public Task<long> EndAsync(ITable table, string partition, CancellationToken cancellation) =>
        EndAsync(table, partition, Name, Math.Max(From, First), cancellation);

    /// <summary>The first free place of a lane, which is not before <paramref name="from"/>.</summary>
    public static async Task<long> EndAsync(ITable table, string partition, string lane, long from, CancellationToken cancellation)
    {
        var range = new RowRange(RowKeys.Journal(lane, from), RowKeys.Journal(lane, EndOfPlaces), PageSize) { KeysOnly = true };
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            from = page.Rows is [.., var last] ? PlaceOf(lane, last.Key) + 1 : from;
            if (!page.More)
            {
                return from;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }

    private static async Task<List<Row>> ReadAsync(ITable table, string partition, string prefix, CancellationToken cancellation)
    {
        var rows = new List<Row>();
        var range = RowRange.Prefix(prefix, PageSize);
        while (true)
        {
            var page = await table.ReadAsync(partition, range, cancellation);
            rows.AddRange(page.Rows);
            if (!page.More)
            {
                return rows;
            }

            range = range.After(page.Rows[^1].Key);
        }
    }
}
