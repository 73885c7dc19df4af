using System.Buffers;

namespace ScimFunctions.Protocol.Filters.Evaluation;

/// <summary>
/// Whether a text contains another, in a time that grows with the sum of their lengths: what the BCL has takes their
/// product where every place looks promising, which for long texts made for it is a thousand times as long.
/// </summary>
internal static class Containment
{
    // Up to this product of the lengths the search of the BCL is as fast at its worst.
    private const long LargestProduct = 16_384;

    public static bool Holds(ReadOnlySpan<char> text, ReadOnlySpan<char> wanted, StringComparison rule)
    {
        if ((long)text.Length * wanted.Length <= LargestProduct || wanted.Length > text.Length)
        {
            return text.Contains(wanted, rule);
        }

        var folded = ArrayPool<char>.Shared.Rent(text.Length + wanted.Length);
        var borders = ArrayPool<int>.Shared.Rent(wanted.Length);
        try
        {
            var where = folded.AsSpan(0, text.Length);
            var what = folded.AsSpan(text.Length, wanted.Length);
            Fold(text, where, rule);
            Fold(wanted, what, rule);
            return Find(where, what, borders);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(folded, clearArray: true);
            ArrayPool<int>.Shared.Return(borders);
        }
    }

    private static void Fold(ReadOnlySpan<char> text, Span<char> folded, StringComparison rule)
    {
        if (rule == StringComparison.Ordinal)
        {
            text.CopyTo(folded);
        }
        else
        {
            text.ToUpperInvariant(folded);
        }
    }

    // Knuth, Morris and Pratt: borders[i] is the length of the longest proper prefix of what[..(i + 1)] that also ends it.
    private static bool Find(ReadOnlySpan<char> where, ReadOnlySpan<char> what, Span<int> borders)
    {
        borders[0] = 0;
        for (int i = 1, matched = 0; i < what.Length; i++)
        {
            matched = Advance(what, borders, matched, what[i]);
            borders[i] = matched;
        }

        var found = 0;
        foreach (var character in where)
        {
            found = Advance(what, borders, found, character);
            if (found == what.Length)
            {
                return true;
            }
        }

        return false;
    }

    private static int Advance(ReadOnlySpan<char> what, ReadOnlySpan<int> borders, int matched, char next)
    {
        while (matched > 0 && what[matched] != next)
        {
            matched = borders[matched - 1];
        }

        return what[matched] == next ? matched + 1 : 0;
    }
}
