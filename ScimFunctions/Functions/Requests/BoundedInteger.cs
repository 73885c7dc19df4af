using System.Globalization;

namespace ScimFunctions.Functions.Requests;

/// <summary>Whole numbers that clients may send as large as they like, such as <c>count</c> (RFC 7644 §3.4.2.4).</summary>
internal static class BoundedInteger
{
    /// <summary>Reads decimal digits, which a sign may stand before. What is beyond an <see cref="int"/> is its largest or smallest.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int number)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        var digits = text is ['-' or '+', .. var unsigned] ? unsigned : text;
        number = text is ['-', ..] ? int.MinValue : int.MaxValue;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
