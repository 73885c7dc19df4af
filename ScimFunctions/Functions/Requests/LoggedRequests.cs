using ScimFunctions.Directory.ProvisioningLog;

namespace ScimFunctions.Functions.Requests;

/// <summary>What the provisioning log tells of a request that changed nothing.</summary>
internal static class LoggedRequests
{
    /// <summary>The request as it is logged.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tokenId">The id of its token.</param>
    /// <param name="correlationId">The id under which the server's own log has it.</param>
    /// <param name="status">What was answered.</param>
    /// <param name="detail">What the client was told; null where it was served.</param>
    public static LoggedRequest Of(HttpRequest request, string tokenId, string correlationId, int status, string? detail) => new()
    {
        Actor = tokenId,
        Client = ClientName.Of(request),
        Action = RequestLabels.Method(request.Method),
        ResourceType = RequestLabels.Of(request).ResourceType,
        ResourceId = request.RouteValues["id"] as string,
        Status = status,
        Detail = detail,
        CorrelationId = correlationId,
    };
}
