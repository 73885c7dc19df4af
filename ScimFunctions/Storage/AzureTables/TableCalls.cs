using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace ScimFunctions.Storage.AzureTables;

/// <summary>Calls of the service: what its failures mean, and a missing table made once.</summary>
internal sealed class TableCalls(string table, TableCreation? creation)
{
    /// <exception cref="StorageException">The service cannot be reached or fails.</exception>
    public async Task<T> ReadAsync<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await CallAsync(call);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && IsFailure(exception))
        {
            throw Failure(exception, outcomeUnknown: false);
        }
    }

    /// <param name="call">The call.</param>
    /// <param name="attempts">Counts what the call sends. Only a refusal of what was sent once says that nothing was made:
    /// of a repetition, what was sent before may have been.</param>
    /// <exception cref="TableTransactionFailedException">A change was refused.</exception>
    /// <exception cref="StorageException">The service cannot be reached or fails.</exception>
    public async Task<T> WriteAsync<T>(Func<Task<T>> call, Attempts attempts)
    {
        try
        {
            return await CallAsync(call);
        }
        catch (Exception exception) when (IsFailure(exception) && !(exception is TableTransactionFailedException failed && ConflictOf(failed) is not null))
        {
            var isRefusal = exception is RequestFailedException { Status: >= 400 and < 500 and not 408 and not 429 };
            throw Failure(exception, outcomeUnknown: attempts.Retried || !isRefusal);
        }
    }

    /// <summary>Why a change was refused, or null where the transaction failed otherwise.</summary>
    public static ConflictReason? ConflictOf(TableTransactionFailedException exception) => (exception.Status, exception.ErrorCode) switch
    {
        (409, "EntityAlreadyExists") => ConflictReason.Exists,
        (404, "ResourceNotFound" or "EntityNotFound") => ConflictReason.Missing,
        (412, _) => ConflictReason.Changed,
        _ => null,
    };

    /// <summary>Whether an answer says that the table, not the row, is missing.</summary>
    public static bool IsTableMissing(Response response) =>
        response.Status == 404 && response.ContentStream is { CanSeek: true }
        && response.Content.ToMemory().Span.IndexOf("TableNotFound"u8) >= 0;

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException exception) when (IsTableMissing(exception) && creation is not null)
        {
            await creation.EnsureAsync(CancellationToken.None);
            return await call();
        }
    }

    private static bool IsTableMissing(RequestFailedException exception) =>
        string.Equals(exception.ErrorCode, TableErrorCode.TableNotFound.ToString(), StringComparison.Ordinal)
        || (exception.GetRawResponse() is { } response && IsTableMissing(response));

    private static bool IsFailure(Exception exception) =>
        exception is RequestFailedException or OperationCanceledException or AggregateException or IOException;

    private StorageException Failure(Exception exception, bool outcomeUnknown) => new(MessageOf(exception), outcomeUnknown, exception)
    {
        Code = (exception as RequestFailedException)?.Status ?? 0,
    };

    private string MessageOf(Exception exception) => exception switch
    {
        RequestFailedException failed when IsTableMissing(failed) =>
            $"The table {table} is missing from the storage account. Make it, or connect with the account's key, with which it is made at first use.",
        RequestFailedException { Status: 401 or 403 } failed =>
            $"The storage account refused the credential ({failed.Status} {failed.ErrorCode}). It needs the role Storage Table Data Contributor.",
        RequestFailedException { Status: > 0 } failed =>
            $"The storage account failed ({failed.Status} {failed.ErrorCode}).",
        _ => "The storage account cannot be reached, or did not answer in time.",
    };
}
