using System.Security.Cryptography;

namespace ScimFunctions.Functions.Requests;

/// <summary>
/// The id under which a request's log lines are found, answered in a header: the client's own where it is harmless to
/// log, else a new one.
/// </summary>
public static class CorrelationId
{
    public const string Header = "X-Correlation-Id";

    private const int Longest = 64;

    private static readonly string Process = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private static long _count;

    /// <summary>The id of a request, which goes into the header of its answer.</summary>
    public static string Answer(HttpRequest request)
    {
        var id = Of(request);
        request.HttpContext.Response.Headers[Header] = id;
        return id;
    }

    private static string Of(HttpRequest request)
    {
        var sent = request.Headers[Header];
        return sent is [{ Length: >= 1 and <= Longest } single] && IsHarmless(single)
            ? single
            : string.Create(22, Interlocked.Increment(ref _count), static (text, count) =>
            {
                Process.CopyTo(text);
                count.TryFormat(text[12..], out _, "x10");
            });
    }

    private static bool IsHarmless(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
