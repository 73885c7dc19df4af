using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions.Requests;

/// <summary>Reads the JSON object of a request's body within its limits.</summary>
public static class RequestBody
{
    private const int QuicklyRead = 16 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The object, with look-up of names without case.</summary>
    /// <exception cref="ScimException">415 for another content type, 413 past the limit, 400 <c>invalidSyntax</c> for
    /// anything but one well-formed object without duplicate names.</exception>
    public static async ValueTask<JsonObject> ReadAsync(HttpRequest request, BodyLimit limit, CancellationToken cancellation)
    {
        CheckContentType(request);
        if (request.ContentLength > limit.Bytes)
        {
            throw new ScimException(limit.Error);
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await ReadOnAsync(reader, cancellation);
            if (read.Buffer.Length > limit.Bytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw new ScimException(limit.Error);
            }

            if (read.IsCompleted)
            {
                if (read.Buffer.Length > QuicklyRead && !Thread.CurrentThread.IsThreadPoolThread)
                {
                    // Working through it takes long, and this thread may be the one that waits for the network.
                    await Task.Yield();
                }

                try
                {
                    return Parse(read.Buffer, limit.Depth);
                }
                finally
                {
                    reader.AdvanceTo(read.Buffer.End);
                }
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async ValueTask<ReadResult> ReadOnAsync(PipeReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(cancellation);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            // The connection broke off, or a chunk's length is none.
            throw new ScimException(ScimError.InvalidSyntax("The request could not be read to its end."));
        }
    }

    private static void CheckContentType(HttpRequest request)
    {
        var isJson = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals("application/scim+json", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        var isPlain = request.Headers.ContentEncoding is [] || request.Headers.ContentEncoding is [{ } coding] && coding.Equals("identity", StringComparison.OrdinalIgnoreCase);
        if (!isJson || !isPlain)
        {
            throw new ScimException(ScimError.UnsupportedMediaType);
        }
    }

    private static JsonObject Parse(ReadOnlySequence<byte> body, int depth)
    {
        if (body.FirstSpan.StartsWith(ByteOrderMark))
        {
            body = body.Slice(ByteOrderMark.Length);
        }

        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = depth });
            var result = JsonSerializer.Deserialize(ref reader, RequestJson.Default.JsonObject);
            if (result is null || reader.Read())
            {
                throw new ScimException(ScimError.InvalidSyntax("The body must be one JSON object."));
            }

            return result;
        }
        catch (Exception exception) when (IsUnreadable(exception) && IllFormedText.Find(body, depth) is { } place)
        {
            throw new ScimException(ScimError.InvalidSyntax(
                $"{place} holds text that is not well-formed Unicode, such as half a surrogate pair. Correct what is mapped to it in the identity provider's attribute mapping."));
        }
        catch (JsonException exception)
        {
            throw new ScimException(ScimError.InvalidSyntax(string.Create(
                CultureInfo.InvariantCulture,
                $"The body is not a JSON object that can be read, near line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: check its syntax, that no name stands twice in an object, and that it is at most {depth} levels deep.")));
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw new ScimException(ScimError.InvalidSyntax(
                "The body is not a JSON object that can be read: check that no name stands twice in an object, in whatever case."));
        }
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is JsonException or ArgumentException or InvalidOperationException or DecoderFallbackException;
}
