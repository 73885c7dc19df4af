namespace ScimFunctions.Storage;

/// <summary>The store cannot be reached, is throttling or failed.</summary>
#pragma warning disable CA1032 // It always says whether the outcome is known.
public sealed class StorageException(string message, bool outcomeUnknown, Exception? inner = null) : Exception(message, inner)
#pragma warning restore CA1032
{
    /// <summary>Whether a batch that was on its way may or may not have been committed.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;

    /// <summary>The store's own number for what went wrong, which may be logged: SQLite's extended result code, or the
    /// status of the HTTP answer.</summary>
    public int Code
    {
        get => HResult;
        init => HResult = value;
    }
}
