using System.Globalization;
using System.Text;

namespace ScimFunctions.Cli.Output;

/// <summary>
/// Text that came from a server, made fit for a terminal and for one line: no control character that could move the cursor,
/// rename the window or end the line, and no character that turns the direction of writing.
/// </summary>
internal static class PlainText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with each such character replaced, and cut where it is longer than asked for.</summary>
    public static string Of(string text, int longest = 2000)
    {
        var plain = new StringBuilder(Math.Min(text.Length, longest) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length + rune.Utf16SequenceLength > longest)
            {
                return plain.Append('…').ToString();
            }

            plain.Append(IsShown(rune) ? rune.ToString() : Rune.IsWhiteSpace(rune) ? " " : Replacement.ToString());
        }

        return plain.ToString();
    }

    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
