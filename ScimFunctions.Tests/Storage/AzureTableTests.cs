using Azure.Data.Tables;
using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;
using Xunit;

namespace ScimFunctions.Tests.Storage;

public sealed class AzureTableTests(Azurite azurite) : TableContract
{
    protected override async ValueTask<ITable> ConnectAsync() => AzureTable.Connect(await azurite.ConnectAsync(), "contract");

    [Theory]
    [InlineData("Find")]
    [InlineData("Read")]
    [InlineData("Commit")]
    [InlineData("Ping")]
    public async Task A_missing_table_is_made_at_first_use(string call)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var connectionString = await azurite.ConnectAsync();
        var table = AzureTable.Connect(connectionString, "missing" + call);

        switch (call)
        {
            case "Find":
                Assert.Null(await table.FindAsync("p", "k", cancellation));
                break;
            case "Read":
                Assert.Empty((await table.ReadAsync("p", RowRange.Prefix("k", 10), cancellation)).Rows);
                break;
            case "Commit":
                Assert.IsType<Committed>(await table.CommitAsync("p", [new InsertRow("k", Columns.None, default)], cancellation));
                break;
            default:
                await table.PingAsync(cancellation);
                break;
        }

        var made = new TableServiceClient(connectionString).QueryAsync(filter: $"TableName eq 'missing{call}'", cancellationToken: cancellation);
        Assert.Equal(1, await made.CountAsync(cancellation));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
