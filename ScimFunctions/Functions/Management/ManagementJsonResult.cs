using System.Buffers;
using System.Text.Json;
using ScimFunctions.Protocol.Messages;

namespace ScimFunctions.Functions.Management;

/// <summary>An answer of plain JSON to an administrator.</summary>
/// <param name="status">The HTTP status code.</param>
/// <param name="write">Writes the body.</param>
public sealed class ManagementJsonResult(int status, Action<Utf8JsonWriter> write) : IResult, IStatusCodeHttpResult
{
    /// <inheritdoc/>
    public int? StatusCode => status;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var body = new PooledBuffer(2048);
        using (var writer = new Utf8JsonWriter((IBufferWriter<byte>)body, JsonOutput.Options))
        {
            write(writer);
        }

        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.ContentType = "application/json;charset=utf-8";
        response.Headers.ContentLength = body.Length;
        response.BodyWriter.Write(body.Written.Span);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
