using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Protocol.Bulk;

/// <summary>What is wrong with references by <c>bulkId</c>. The log does not get the names that clients chose.</summary>
public static class BulkErrors
{
    /// <summary>No POST of the request has that <c>bulkId</c>: 400.</summary>
    public static ScimError Unknown(string name) =>
        ScimError.InvalidValue($"The operation refers to bulkId:{name}, and no POST of this request has that bulkId.")
        with
        { LogDetail = "The operation refers to a bulkId that no POST of the request has." };

    /// <summary>The POST of that <c>bulkId</c> made no resource: 409, as RFC 7644 §3.7.1 has it for what cannot be resolved. No
    /// <c>scimType</c> stands for that.</summary>
    public static ScimError NotMade(string name) =>
        new(409, null, $"The operation refers to bulkId:{name}, and that resource was not made. See the answer to its POST.")
        {
            LogDetail = "The operation refers to a bulkId whose resource was not made.",
        };
}
