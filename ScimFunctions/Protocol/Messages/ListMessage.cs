using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ScimFunctions.Protocol.Messages;

/// <summary>
/// Writes a ListResponse (RFC 7644 §3.4.2) around resources that are bytes already: <see cref="Begin"/>, then each
/// resource with <see cref="Next"/> before it, then <see cref="End"/>.
/// </summary>
public static class ListMessage
{
    /// <param name="output">Where it is written.</param>
    /// <param name="totalResults">How many resources match in all.</param>
    /// <param name="startIndex">The 1-based index of the first resource here.</param>
    /// <param name="itemsPerPage">How many resources stand here.</param>
    public static void Begin(IBufferWriter<byte> output, int totalResults, int startIndex, int itemsPerPage)
    {
        output.Write("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":"u8);
        Write(output, totalResults);
        output.Write(",\"startIndex\":"u8);
        Write(output, startIndex);
        output.Write(",\"itemsPerPage\":"u8);
        Write(output, itemsPerPage);
        output.Write(",\"Resources\":["u8);
    }

    /// <summary>The beginning of a page that cursors lead to (RFC 9865 §2), which has no <c>startIndex</c>.</summary>
    /// <param name="output">Where it is written.</param>
    /// <param name="totalResults">How many resources match in all.</param>
    /// <param name="itemsPerPage">How many resources stand here.</param>
    /// <param name="previousCursor">The cursor of the page before, of characters that JSON does not escape; null on the first.</param>
    /// <param name="nextCursor">The cursor of the page after; null on the last.</param>
    public static void BeginWithCursors(
        IBufferWriter<byte> output, int totalResults, int itemsPerPage, string? previousCursor, string? nextCursor)
    {
        output.Write("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":"u8);
        Write(output, totalResults);
        output.Write(",\"itemsPerPage\":"u8);
        Write(output, itemsPerPage);
        Write(output, ",\"previousCursor\":\""u8, previousCursor);
        Write(output, ",\"nextCursor\":\""u8, nextCursor);
        output.Write(",\"Resources\":["u8);
    }

    /// <summary>What stands before the resource of that 0-based index on the page.</summary>
    public static void Next(IBufferWriter<byte> output, int index)
    {
        if (index > 0)
        {
            output.Write(","u8);
        }
    }

    public static void End(IBufferWriter<byte> output) => output.Write("]}"u8);

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string? cursor)
    {
        if (cursor is not null)
        {
            output.Write(name);
            Encoding.ASCII.GetBytes(cursor, output);
            output.Write("\""u8);
        }
    }

    private static void Write(IBufferWriter<byte> output, int number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(11), out var written);
        output.Advance(written);
    }
}
