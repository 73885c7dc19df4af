using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using ScimFunctions.Functions.Requests.Groups;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Schemas;

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
        Check(request, limit);
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
                await LeaveNetworkAsync(read.Buffer);
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

    /// <summary>The object of a SCIM group's body, without the elements of <c>members</c>, which are taken out as they come.</summary>
    /// <exception cref="ScimException">As <see cref="ReadAsync"/>; 400 too for a member that cannot be one.</exception>
    public static async ValueTask<ResourceBody> ReadGroupAsync(
        HttpRequest request, ResourceType type, BodyLimit limit, CancellationToken cancellation)
    {
        Check(request, limit);
        using var group = new GroupBodyReader(type, limit);
        var reader = request.BodyReader;
        var (done, isBegun) = (0L, false);
        while (true)
        {
            var read = await ReadOnAsync(reader, cancellation);
            var bytes = read.Buffer;
            if (done + bytes.Length > limit.Bytes)
            {
                reader.AdvanceTo(bytes.End);
                throw new ScimException(limit.Error);
            }

            if (!isBegun && bytes.Length < ByteOrderMark.Length && !read.IsCompleted)
            {
                reader.AdvanceTo(bytes.Start, bytes.End);
                continue;
            }

            await LeaveNetworkAsync(bytes);
            var unread = isBegun ? bytes : WithoutMark(bytes);
            isBegun = true;
            var place = bytes.End;
            try
            {
                place = group.Read(unread, read.IsCompleted);
                if (read.IsCompleted)
                {
                    return new ResourceBody(Parse(group.Others, limit.Depth), group.Members());
                }

                done += bytes.Slice(0, place).Length;
            }
            catch (JsonException exception)
            {
                place = bytes.End;
                throw Unreadable(exception, limit.Depth);
            }
            finally
            {
                reader.AdvanceTo(place, bytes.End);
            }
        }
    }

    /// <summary>What is answered to text that is not Unicode.</summary>
    /// <param name="place">The names that lead to it.</param>
    internal static ScimException IllFormed(string place) => new(ScimError.InvalidSyntax(
        $"{place} holds text that is not well-formed Unicode, such as half a surrogate pair. Correct what is mapped to it in the identity provider's attribute mapping."));

    /// <summary>What is answered to an object that cannot be read, for another reason than its syntax.</summary>
    internal static ScimException Unreadable() => new(ScimError.InvalidSyntax(
        "The body is not a JSON object that can be read: check that no name stands twice in an object, in whatever case."));

    /// <summary>Whether an exception tells that JSON cannot be read.</summary>
    internal static bool IsUnreadable(Exception exception) =>
        exception is JsonException or ArgumentException or InvalidOperationException or DecoderFallbackException;

    private static void Check(HttpRequest request, BodyLimit limit)
    {
        CheckContentType(request);
        if (request.ContentLength > limit.Bytes)
        {
            throw new ScimException(limit.Error);
        }
    }

    // Working through much takes long, and this thread may be the one that waits for the network.
    private static async ValueTask LeaveNetworkAsync(ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length > QuicklyRead && !Thread.CurrentThread.IsThreadPoolThread)
        {
            await Task.Yield();
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

    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> body)
    {
        Span<byte> first = stackalloc byte[3];
        if (body.Length < ByteOrderMark.Length)
        {
            return body;
        }

        body.Slice(0, ByteOrderMark.Length).CopyTo(first);
        return first.SequenceEqual(ByteOrderMark) ? body.Slice(ByteOrderMark.Length) : body;
    }

    private static JsonObject Parse(ReadOnlySequence<byte> body, int depth)
    {
        body = WithoutMark(body);
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
            throw IllFormed(place);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception, depth);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw Unreadable();
        }
    }

    private static ScimException Unreadable(JsonException exception, int depth) => new(ScimError.InvalidSyntax(string.Create(
        CultureInfo.InvariantCulture,
        $"The body is not a JSON object that can be read, near line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: check its syntax, that no name stands twice in an object, and that it is at most {depth} levels deep.")));
}
