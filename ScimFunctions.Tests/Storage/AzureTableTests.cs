using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;

namespace ScimFunctions.Tests.Storage;

public sealed class AzureTableTests(Azurite azurite) : TableContract
{
    protected override async ValueTask<ITable> ConnectAsync() => AzureTable.Connect(await azurite.ConnectAsync(), "contract");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
