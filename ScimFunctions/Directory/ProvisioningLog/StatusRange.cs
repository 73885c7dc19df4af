using System.Globalization;

namespace ScimFunctions.Directory.ProvisioningLog;

/// <summary>Some HTTP statuses.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
public sealed record StatusRange(int First, int Last)
{
    /// <summary>The statuses of a text such as <c>409</c> or <c>4xx</c>; null of any other.</summary>
    public static StatusRange? Parse(string text)
    {
        if (text.Length != 3 || text[0] is < '1' or > '5')
        {
            return null;
        }

        if (text.EndsWith("xx", StringComparison.OrdinalIgnoreCase))
        {
            var first = (text[0] - '0') * 100;
            return new StatusRange(first, first + 99);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? new StatusRange(one, one) : null;
    }

    /// <summary>Whether a status is one of them.</summary>
    public bool Has(int status) => status >= First && status <= Last;
}
