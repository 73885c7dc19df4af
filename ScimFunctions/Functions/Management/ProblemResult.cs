using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Messages;

namespace ScimFunctions.Functions.Management;

/// <summary>The answer that tells a <see cref="Problem"/>, as <c>application/problem+json</c>.</summary>
public sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult
{
    /// <inheritdoc/>
    public int? StatusCode => problem.Status;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        using var body = new PooledBuffer(512);
        Write(body, response.Headers[CorrelationId.Header]);
        response.Headers.ContentType = "application/problem+json";
        response.Headers.ContentLength = body.Length;
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (problem.Allow is not null)
        {
            response.Headers.Allow = problem.Allow;
        }

        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        response.BodyWriter.Write(body.Written.Span);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void Write(PooledBuffer body, string? correlationId)
    {
        using var writer = new Utf8JsonWriter((IBufferWriter<byte>)body, JsonOutput.Options);
        writer.WriteStartObject();
        writer.WriteString("title"u8, problem.Title);
        writer.WriteNumber("status"u8, problem.Status);
        writer.WriteString("detail"u8, problem.Detail);
        if (problem.Field is not null)
        {
            writer.WriteString("field"u8, problem.Field);
        }

        if (problem.Example is not null)
        {
            writer.WriteString("example"u8, problem.Example);
        }

        if (correlationId is not null)
        {
            writer.WriteString("correlationId"u8, correlationId);
        }

        writer.WriteEndObject();
        writer.Flush();
    }
}
