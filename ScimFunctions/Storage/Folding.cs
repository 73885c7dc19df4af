using System.Buffers;
using System.Text;

namespace ScimFunctions.Storage;

/// <summary>
/// Makes text that differs only in case the same text: simple Unicode case mapping to upper case, as
/// InvariantGlobalization has it on every operating system, without normalisation.
/// </summary>
public static class Folding
{
    /// <summary>The folded text.</summary>
    /// <exception cref="ArgumentException">The value is ill-formed UTF-16.</exception>
    public static string Fold(string value) => IsWellFormed(value)
        ? value.ToUpperInvariant()
        : throw new ArgumentException("The value is ill-formed UTF-16: it holds half of a surrogate pair.", nameof(value));

    /// <summary>Whether every surrogate of the text stands in a pair, so that it can be folded, escaped and stored.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> value)
    {
        while (true)
        {
            var at = value.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (at < 0)
            {
                return true;
            }

            if (Rune.DecodeFromUtf16(value[at..], out _, out var read) != OperationStatus.Done)
            {
                return false;
            }

            value = value[(at + read)..];
        }
    }
}
