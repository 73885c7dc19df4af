using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>A table whose calls take uneven time, so that others come in between, and some of whose commits get no answer.</summary>
internal sealed class UnevenTable(ITable table, int seed) : ITable
{
    private readonly Random _random = new(seed);

    /// <summary>Of how many commits one gets no answer; 0 for none.</summary>
    public int LosesOneOf { get; set; }

    public async ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        await DawdleAsync();
        return await table.FindAsync(partition, key, cancellation);
    }

    public async ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        await DawdleAsync();
        return await table.ReadAsync(partition, range, cancellation);
    }

    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        await DawdleAsync();
        var chance = LosesOneOf == 0 ? -1 : Next(2 * LosesOneOf);
        var result = chance == 0 ? null : await table.CommitAsync(partition, changes, cancellation);
        await DawdleAsync();
        return chance is 0 or 1 ? throw new StorageException("The connection broke.", outcomeUnknown: true) : result!;
    }

    public ValueTask PingAsync(CancellationToken cancellation) => table.PingAsync(cancellation);

    private async ValueTask DawdleAsync()
    {
        for (var turns = Next(4); turns > 0; turns--)
        {
            await Task.Yield();
        }
    }

    private int Next(int below)
    {
        lock (_random)
        {
            return _random.Next(below);
        }
    }
}
