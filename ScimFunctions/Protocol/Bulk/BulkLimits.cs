namespace ScimFunctions.Protocol.Bulk;

/// <summary>How large a bulk request may be, as the service provider's configuration tells (RFC 7643 §5). Beyond: 413.</summary>
public static class BulkLimits
{
    /// <summary>The most operations: <c>maxOperations</c>.</summary>
    public const int MaxOperations = 1_000;

    /// <summary>The most bytes of the body: <c>maxPayloadSize</c>.</summary>
    public const int MaxPayloadSize = 4 * 1024 * 1024;

    /// <summary>How many levels of JSON stand around the data of an operation.</summary>
    public const int LevelsAroundData = 3;
}
