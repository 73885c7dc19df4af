using System.Security.Cryptography;
using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;
using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tests.Storage;

namespace ScimFunctions.Tests.Directory.TenantGroups.Removal;

public sealed class InMemoryRemovalFenceTests : RemovalFenceTests
{
    protected override ValueTask<ITable> ConnectAsync() => new(new InMemoryTable());
}

public sealed class EmbeddedRemovalFenceTests : RemovalFenceTests, IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private EmbeddedTable? _table;

    public async ValueTask DisposeAsync()
    {
        await (_table?.DisposeAsync() ?? ValueTask.CompletedTask);
        _directory.Dispose();
    }

    protected override ValueTask<ITable> ConnectAsync() => new(_table = EmbeddedTable.Open(_directory.Path));
}

public sealed class AzureRemovalFenceTests(Azurite azurite) : RemovalFenceTests
{
    protected override async ValueTask<ITable> ConnectAsync() =>
        AzureTable.Connect(await azurite.ConnectAsync(), "t" + RandomNumberGenerator.GetHexString(16, lowercase: true));
}
