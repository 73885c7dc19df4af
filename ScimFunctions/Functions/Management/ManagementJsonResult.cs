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

    /// <summary>The version without quotes, sent as <c>ETag</c>; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>The URL of what was made, sent as <c>Location</c>; null for none.</summary>
    public string? Location { get; init; }

    /// <summary>Whether the answer holds a secret, which nobody on the way may keep.</summary>
    public bool IsSecret { get; init; }

    /// <summary>A page of a list.</summary>
    /// <param name="items">Its elements.</param>
    /// <param name="nextCursor">Where the next page begins; null on the last.</param>
    /// <param name="write">Writes one element.</param>
    public static ManagementJsonResult List<T>(IEnumerable<T> items, string? nextCursor, Action<Utf8JsonWriter, T> write) =>
        new(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var item in items)
            {
                write(writer, item);
            }

            writer.WriteEndArray();
            if (nextCursor is not null)
            {
                writer.WriteString("nextCursor"u8, nextCursor);
            }

            writer.WriteEndObject();
        });

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
        if (Version is not null)
        {
            response.Headers.ETag = EntityTag.Format(Version);
        }

        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (IsSecret)
        {
            response.Headers.CacheControl = "no-store";
        }

        response.BodyWriter.Write(body.Written.Span);
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }
}
