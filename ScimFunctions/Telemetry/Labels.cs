namespace ScimFunctions.Telemetry;

/// <summary>The names of all labels of spans and measurements: OpenTelemetry's own where it has one.</summary>
public static class Labels
{
    public const string Method = "http.request.method";
    public const string Route = "http.route";
    public const string Status = "http.response.status_code";
    public const string ErrorType = "error.type";
    public const string System = "db.system.name";
    public const string Operation = "db.operation.name";
    public const string StoreCode = "db.response.status_code";

    /// <summary>The segment of the route after the tenant group, such as <c>Users</c>.</summary>
    public const string ResourceType = "scim.resource_type";

    /// <summary>The scimType of a refusal.</summary>
    public const string ScimType = "scim.error_type";

    /// <summary>The id that is answered in <c>X-Correlation-Id</c>.</summary>
    public const string CorrelationId = "scim.correlation_id";

    /// <summary>How many rows were read, or changed by a batch.</summary>
    public const string Rows = "scim.storage.rows";

    /// <summary>How a call ended, such as <c>conflicted</c>.</summary>
    public const string Outcome = "scim.outcome";

    /// <summary>The kind of the row that was in the way, by the first part of its key.</summary>
    public const string RowKind = "scim.storage.row_kind";

    /// <summary>Why a change could not be made.</summary>
    public const string Reason = "scim.storage.reason";

    /// <summary>What happened to a lane.</summary>
    public const string LaneChange = "scim.journal.lane.change";
}
