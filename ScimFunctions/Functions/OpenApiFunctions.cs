using Microsoft.Azure.Functions.Worker;
using ScimFunctions.Functions.Requests;

namespace ScimFunctions.Functions;

/// <summary>The description of all paths (OpenAPI 3.1), which anybody may read: it holds nothing of any tenant group.</summary>
public sealed class OpenApiFunctions
{
    private const string Resource = "openapi.json";

    private static readonly Lazy<byte[]> Document = new(Read);

    [Function("OpenApi")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi/v1.json")] HttpRequest request, CancellationToken cancellation)
    {
        CorrelationId.Answer(request);
        return Task.FromResult(Results.Bytes(Document.Value, "application/vnd.oai.openapi+json;version=3.1"));
    }

    private static byte[] Read()
    {
        using var stream = typeof(OpenApiFunctions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The program was built without its OpenAPI document.");
        var document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }
}
