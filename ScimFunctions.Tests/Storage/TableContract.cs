using System.Text;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Storage;

/// <summary>What every adapter does. Each test has a partition of its own.</summary>
public abstract partial class TableContract : IAsyncLifetime
{
    private readonly string _partition = $"{Random.Shared.NextInt64():x}-{Random.Shared.NextInt64():x}";
    private ITable? _table;

    /// <summary>Two adapters of one store, as two processes would have them.</summary>
    protected abstract ValueTask<ITable> ConnectAsync();

    private ITable Table => _table!;

    public async ValueTask InitializeAsync() => _table = await ConnectAsync();

    public abstract ValueTask DisposeAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly Columns SomeColumns = Columns.Of(new Column("name", "Ada"), new Column("rank", 7L));

    private static ReadOnlyMemory<byte> Document(string text) => Encoding.UTF8.GetBytes(text);

    private static InsertRow Insert(string key, string document = "{}") => new(key, SomeColumns, Document(document));

    private ValueTask<Row?> FindAsync(string key) => Table.FindAsync(_partition, key, Cancellation);

    private ValueTask<CommitResult> CommitAsync(params RowChange[] changes) => Table.CommitAsync(_partition, changes, Cancellation);

    private ValueTask<RowPage> ReadAsync(RowRange range) => Table.ReadAsync(_partition, range, Cancellation);

    private async Task<IReadOnlyList<string>> MakeAsync(params RowChange[] changes) =>
        Assert.IsType<Committed>(await CommitAsync(changes)).ETags;

    private async Task<Row> GetAsync(string key)
    {
        var row = await FindAsync(key);
        Assert.NotNull(row);
        return row;
    }
}
