using ScimFunctions.Storage;

namespace ScimFunctions.Tests.Storage;

/// <summary>The tests' own table keeps the contract of the adapters that it stands for.</summary>
public sealed class InMemoryTableTests : TableContract
{
    private readonly InMemoryTable _table = new();

    protected override ValueTask<ITable> ConnectAsync() => new(_table);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
