namespace ScimFunctions.Tests.Cli.Trying;

/// <summary>Does what an endpoint with a defect does; <paramref name="forward"/> lets the right one answer.</summary>
public delegate Task Distortion(Exchange exchange, Func<Task> forward);

/// <summary>A request and its answer, either of which a distortion may change.</summary>
public sealed class Exchange(string method, string path, CancellationToken aborted)
{
    public string Method { get; set; } = method;

    public string Path { get; } = path;

    public CancellationToken Aborted { get; } = aborted;

    /// <summary>The query with its question mark, decoded.</summary>
    public required string Query { get; set; }

    public required string Authorization { get; init; }

    public required string Body { get; set; }

    public int Status { get; set; } = 200;

    public string Answer { get; set; } = "";

    public string MediaType { get; set; } = "application/scim+json";

    public string? RetryAfter { get; set; }

    public bool IsSearch => Query.Contains("filter=", StringComparison.Ordinal);

    public void Refuse(int status, string detail = "No.")
    {
        Status = status;
        Answer = $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"{{status}}","detail":"{{detail}}"}""";
    }

    public void FindNothing() =>
        Answer = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}""";
}
