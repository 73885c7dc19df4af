using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Tests.Storage;

public sealed class EmbeddedTableTests : TableContract
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<EmbeddedTable> _opened = [];

    protected override ValueTask<ITable> ConnectAsync()
    {
        var table = EmbeddedTable.Open(_directory.Path);
        _opened.Add(table);
        return new(table);
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var table in _opened)
        {
            await table.DisposeAsync();
        }

        _directory.Dispose();
    }
}
