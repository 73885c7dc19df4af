using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;

namespace ScimFunctions.Functions;

/// <summary>An answer of SCIM JSON, or of nothing. It gives its buffer back once it is sent.</summary>
/// <param name="status">The HTTP status code.</param>
/// <param name="body">The body, or null for none.</param>
public sealed class JsonResult(int status, PooledBuffer? body) : IResult, IStatusCodeHttpResult
{
    private const string ScimJson = "application/scim+json;charset=utf-8";

    private ScimError? _error;

    /// <inheritdoc/>
    public int? StatusCode => status;

    /// <summary>Writes a body that is too large to be held, piece by piece; null where the body is given or there is none.</summary>
    internal Func<PipeWriter, CancellationToken, ValueTask>? Pieces { get; init; }

    /// <summary>The error that is told; null where none is.</summary>
    public ScimError? Error => _error;

    /// <summary>The version without quotes, sent as <c>ETag</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The URL of the resource that is answered, sent as <c>Content-Location</c> (RFC 7643 §3.1), and as
    /// <c>Location</c> where it was made or nothing else is answered.</summary>
    public string? Location { get; init; }

    /// <summary>The preference that was heeded, sent as <c>Preference-Applied</c> (RFC 7240 §3).</summary>
    public string? PreferenceApplied { get; set; }

    /// <summary>An answer whose body <paramref name="write"/> writes.</summary>
    public static JsonResult Of(int status, Action<Utf8JsonWriter> write)
    {
        var body = new PooledBuffer(1024);
        using var writer = new Utf8JsonWriter(body, JsonOutput.Options);
        write(writer);
        writer.Flush();
        return new JsonResult(status, body);
    }

    /// <summary>The answer that tells an error: the one place that writes them.</summary>
    public static JsonResult Of(ScimError error)
    {
        var result = Of(error.Status, writer => ErrorMessage.Write(writer, error));
        result._error = error;
        return result;
    }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        SetHeaders(response.Headers);
        if (Pieces is not null)
        {
            response.Headers.ContentType = ScimJson;
            await SendPiecesAsync(Pieces, httpContext);
        }

        if (body is null)
        {
            return;
        }

        using (body)
        {
            response.Headers.ContentType = ScimJson;
            response.Headers.ContentLength = body.Length;
            response.BodyWriter.Write(body.Written.Span);
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }

    private static async Task SendPiecesAsync(Func<PipeWriter, CancellationToken, ValueTask> pieces, HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        try
        {
            await pieces(context.Response.BodyWriter, context.RequestAborted);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        catch (StorageException)
        {
            // The status is on its way: only a connection that breaks off tells the client that this is not all.
            context.Abort();
        }
    }

    private void SetHeaders(IHeaderDictionary headers)
    {
        if (Version is not null)
        {
            headers.ETag = EntityTag.Format(Version);
        }

        if (Location is not null)
        {
            headers.ContentLocation = Location;
            if (status is StatusCodes.Status201Created or StatusCodes.Status204NoContent)
            {
                headers.Location = Location;
            }
        }

        if (PreferenceApplied is not null)
        {
            headers["Preference-Applied"] = PreferenceApplied;
        }

        if (_error is null)
        {
            return;
        }

        if (_error.Status == StatusCodes.Status401Unauthorized)
        {
            headers.WWWAuthenticate = "Bearer";
        }

        if (_error.Allow is not null)
        {
            headers.Allow = _error.Allow;
        }

        if (_error.RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
    }
}
