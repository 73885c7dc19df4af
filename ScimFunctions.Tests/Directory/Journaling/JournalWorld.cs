using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Journaling;

/// <summary>A table, a clock, and a journal of one process on them; others are made by <see cref="AnotherProcess"/>.</summary>
internal sealed class JournalWorld
{
    public const string Partition = "11111111-1111-1111-1111-111111111111";

    public JournalWorld() => Journal = AnotherProcess();

    public TamperedTable Table { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));

    public Journal Journal { get; }

    public Journal AnotherProcess() => new(Table, Time);

    /// <summary>Inserts a row of this key through a journal.</summary>
    public Task<CommitResult> InsertAsync(string key, Journal? journal = null) => InsertUnlessAsync(key, CancellationToken.None, journal);

    /// <summary>Inserts a row of this key unless that is cancelled.</summary>
    public Task<CommitResult> InsertUnlessAsync(string key, CancellationToken cancelled, Journal? journal = null) =>
        (journal ?? Journal).CommitAsync(Partition, [new InsertRow("t:" + key, Columns.None, default)], Entry(key), cancelled);

    /// <summary>The entry that tells of a key.</summary>
    public JournalEntry Entry(string key) => new()
    {
        ChangeId = key,
        Kind = ChangeKind.Created,
        ResourceType = "User",
        ResourceId = key,
        Actor = "token",
        CorrelationId = "correlation",
        At = Time.GetUtcNow(),
        Changed = "userName",
        State = "{}"u8.ToArray(),
    };

    public Task<Row?> FindAsync(string key) => Table.FindAsync(Partition, "t:" + key, CancellationToken.None).AsTask();

    /// <summary>Puts a void row where the next entry of a lane would go.</summary>
    public async Task VoidAsync(string lane, long place) =>
        Assert.IsType<Committed>(await Table.CommitAsync(Partition, [JournalEntry.Void($"j:{lane}:{place:x12}", Time.GetUtcNow())], CancellationToken.None));

    /// <summary>The lanes' names.</summary>
    public async Task<List<string>> LanesAsync() =>
        [.. (await Table.ReadAsync(Partition, RowRange.Prefix("l:", 1000), CancellationToken.None)).Rows.Select(row => row.Key[2..])];

    /// <summary>The entries of a lane: place, and what it tells of, or "void".</summary>
    public async Task<List<(long Place, string Tells)>> EntriesAsync(string lane)
    {
        var page = await Table.ReadAsync(Partition, RowRange.Prefix($"j:{lane}:", 1000), CancellationToken.None);
        return [.. page.Rows.Select(row => (
            long.Parse(row.Key.AsSpan(lane.Length + 3), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            row.Columns.GetString("resource") ?? "void"))];
    }
}
