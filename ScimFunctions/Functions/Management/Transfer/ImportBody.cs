using System.Text.Unicode;
using Microsoft.Net.Http.Headers;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Functions.Management.Transfer;

/// <summary>Reads JSON lines to be imported, within their limits.</summary>
internal static class ImportBody
{
    /// <summary>The content type of JSON lines.</summary>
    public const string JsonLines = "application/jsonl";

    /// <summary>The most bytes of one request: room for the longest line.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>How problems name the body, and what would do.</summary>
    public const string Body = "body", Example = "{\"user\": {\"id\": \"…\", \"userName\": \"…\"}, \"role\": \"guest\"}";

    /// <summary>The lines, as UTF-8.</summary>
    /// <exception cref="ScimException">413 past the limit.</exception>
    /// <exception cref="ProblemException">415 for another content type; 400 for what is not UTF-8, or nothing.</exception>
    public static async ValueTask<MemoryStream> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        CheckContentType(request);
        if (request.ContentLength > MostBytes)
        {
            throw TooLarge();
        }

        var lines = new MemoryStream((int)(request.ContentLength ?? 0));
        for (var more = true; more;)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            foreach (var part in read.Buffer)
            {
                lines.Write(part.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            more = lines.Length > MostBytes ? throw TooLarge() : !read.IsCompleted;
        }

        return lines.Length == 0 ? throw Problem.OfField(Body, "It is empty. Send lines of an export.", Example).ToException()
            : Utf8.IsValid(lines.GetBuffer().AsSpan(0, (int)lines.Length)) ? lines
            : throw Problem.OfField(Body, "It is not UTF-8. Send lines of an export as they are.", Example).ToException();
    }

    private static void CheckContentType(HttpRequest request)
    {
        var isLines = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals(JsonLines, StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase));
        if (!isLines || request.Headers.ContentEncoding is not ([] or ["identity"]))
        {
            throw new Problem(StatusCodes.Status415UnsupportedMediaType, "The content type does not do", $"Send JSON lines, uncompressed, as Content-Type: {JsonLines}.")
            { Field = "Content-Type", Example = JsonLines }.ToException();
        }
    }

    private static ScimException TooLarge() => new(ScimError.TooLarge(
        $"The body is larger than {MostBytes / 1024 / 1024} MiB, which is the most that is imported at once. Send the lines in several requests."));
}
