using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Nesting;

/// <summary>Reads the nesting of a tenant group once, for however many resources one request asks about.</summary>
internal sealed class NestingReader(ITable table, string partition, CancellationToken cancellation)
{
    private Task<Row?>? _row;
    private NestingGraph? _graph;

    /// <summary>Starts reading, so that the caller can read something else meanwhile.</summary>
    public void Begin() => _ = RowAsync();

    /// <summary>The graph, which nobody may change.</summary>
    /// <exception cref="StorageException">The store failed.</exception>
    public async ValueTask<NestingGraph> GraphAsync() => _graph ??= NestingGraph.Of(await RowAsync());

    private Task<Row?> RowAsync() => _row ??= table.FindAsync(partition, RowKeys.Nesting, cancellation).AsTask();
}
