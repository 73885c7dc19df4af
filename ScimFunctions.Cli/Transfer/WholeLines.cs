namespace ScimFunctions.Cli.Transfer;

/// <summary>Reads lines as the bytes that they are.</summary>
internal static class WholeLines
{
    private const int Longest = 8 * 1024 * 1024;

    /// <summary>Hands on each line with its end, and gives what follows on the last of them.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="take">Takes a line, which it may not keep.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A line is longer than any of an export.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream source, Func<ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        var filled = 0;
        for (int read; (read = await source.ReadAsync(buffer.AsMemory(filled), cancellation)) > 0;)
        {
            filled += read;
            var start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                await take(buffer.AsMemory(start, length + 1));
                start += length + 1;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, filled < Longest ? filled * 2 : throw new InvalidDataException("A line is longer than any of an export."));
            }
        }

        return buffer.AsMemory(0, filled);
    }
}
