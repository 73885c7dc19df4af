using System.Globalization;
using System.Text;

namespace ScimFunctions.Protocol.Errors;

/// <summary>
/// What of an exception may be logged: the types, the numbers and the places. Messages are left out, since those of libraries can
/// hold values, keys or URLs, and so personal data.
/// </summary>
public static class Failure
{
    /// <summary>An exception and what it was caused by, each by the full name of its type, its number (HResult) and its stack trace, in lines.</summary>
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (var current = exception; current is not null; current = current.InnerException)
        {
            text.Append(current.GetType().FullName).Append(CultureInfo.InvariantCulture, $" ({current.HResult})").AppendLine().AppendLine(current.StackTrace);
        }

        return text.ToString();
    }
}
