using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace ScimFunctions.Storage.AzureTables;

/// <summary>The table in Azure Table Storage, or in Azurite, which speaks the same protocol.</summary>
public sealed class AzureTable : ITable
{
    private readonly TableClient _table;
    private readonly TableCalls _calls;

    private AzureTable(TableServiceClient service, string table, TableCreation? creation)
    {
        _table = service.GetTableClient(table);
        _calls = new TableCalls(table, creation);
    }

    /// <summary>The table of an account whose key, or shared access signature, is at hand; made at first use where it
    /// is missing and the key is known.</summary>
    /// <param name="connectionString">As Azure gives it, or <c>UseDevelopmentStorage=true</c> for Azurite.</param>
    /// <param name="table">3 to 63 ASCII letters and digits, beginning with a letter.</param>
    /// <param name="options">Of the client library; those of <see cref="Options"/> where null.</param>
    /// <param name="time">The clock that signatures are made by.</param>
    /// <exception cref="FormatException">The connection string is not one.</exception>
    public static AzureTable Connect(string connectionString, string table, TableClientOptions? options = null, TimeProvider? time = null)
    {
        options ??= Options();
        options.AddPolicy(new Attempts.Counter(), HttpPipelinePosition.PerRetry);
        var service = new TableServiceClient(connectionString, options);
        var hasKey = connectionString.Contains("AccountKey=", StringComparison.OrdinalIgnoreCase)
            || connectionString.Contains("UseDevelopmentStorage=", StringComparison.OrdinalIgnoreCase);
        return new AzureTable(service, table, hasKey ? new TableCreation(service, options, table, time ?? TimeProvider.System) : null);
    }

    /// <summary>The table of an account that is reached with an identity. The table must be there.</summary>
    /// <param name="service">The account's table endpoint, such as <c>https://account.table.core.windows.net</c>.</param>
    /// <param name="credential">The identity, which needs the role Storage Table Data Contributor.</param>
    /// <param name="table">3 to 63 ASCII letters and digits, beginning with a letter.</param>
    /// <param name="options">Of the client library; those of <see cref="Options"/> where null.</param>
    public static AzureTable Connect(Uri service, TokenCredential credential, string table, TableClientOptions? options = null)
    {
        options ??= Options();
        options.AddPolicy(new Attempts.Counter(), HttpPipelinePosition.PerRetry);
        return new AzureTable(new TableServiceClient(service, credential, options), table, creation: null);
    }

    /// <summary>Options that bound every call: 10 seconds a try, and three more tries that back off from 100 ms to 2 s
    /// with jitter.</summary>
    public static TableClientOptions Options()
    {
        var options = new TableClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return options;
    }

    /// <inheritdoc/>
    public async ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation)
    {
        var found = await _calls.ReadAsync(async () =>
        {
            var answer = await _table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation);
            return answer.HasValue || !TableCalls.IsTableMissing(answer.GetRawResponse())
                ? answer
                : throw new RequestFailedException(answer.GetRawResponse());
        }, cancellation);
        return found.HasValue ? RowEntity.Read(found.Value!) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(range);
        BatchRules.Check(range);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {range.From} and RowKey lt {range.To}");
        var query = _table.QueryAsync<TableEntity>(filter, range.PageSize, range.KeysOnly ? ["PartitionKey", "RowKey"] : null, cancellation);
        return await _calls.ReadAsync(async () =>
        {
            await foreach (var page in query.AsPages())
            {
                // The service may answer a page with nothing on it that goes on.
                if (page.Values.Count > 0 || page.ContinuationToken is null)
                {
                    return new RowPage(
                        [.. page.Values.Select(entity => range.KeysOnly ? Row.OfKey(entity.RowKey) : RowEntity.Read(entity))], page.ContinuationToken is not null);
                }
            }

            return new RowPage([], More: false);
        }, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        BatchRules.Check(partition, changes);
        cancellation.ThrowIfCancellationRequested();
        if (RowActions.FindForeignETag(changes) is { } index)
        {
            return await ExplainAsync(partition, changes, index, cancellation);
        }

        var actions = RowActions.Of(partition, changes);
        var attempts = new Attempts();
        using var counted = attempts.Count();
        try
        {
            // Once on its way the batch is not given up: whether it was made could not be told.
            var answer = await _calls.WriteAsync(() => _table.SubmitTransactionAsync(actions, CancellationToken.None), attempts);
            return new Committed([.. answer.Value.Select((made, at) => RowActions.IsDeletion(changes[at]) ? "" : RowETag.Print(made.Headers.ETag ?? default))]);
        }
        catch (TableTransactionFailedException exception) when (TableCalls.ConflictOf(exception) is { } reason)
        {
            return new Conflicted(exception.FailedTransactionActionIndex ?? 0, reason, attempts.Retried);
        }
    }

    /// <inheritdoc/>
    public async ValueTask PingAsync(CancellationToken cancellation) => await FindAsync("ping", "ping", cancellation);

    // An ETag that this adapter did not write cannot be sent; the row has another one, or is not there.
    private async Task<CommitResult> ExplainAsync(string partition, IReadOnlyList<RowChange> changes, int index, CancellationToken cancellation)
    {
        var row = await FindAsync(partition, changes[index].Key, cancellation);
        return new Conflicted(index, row is null ? ConflictReason.Missing : ConflictReason.Changed, Retried: false);
    }
}
