using System.Globalization;
using System.Text;

namespace ScimFunctions.Tests.Fuzzing;

/// <summary>Arbitrary small texts, and ways to spoil a text.</summary>
/// <param name="random">Where the choices come from; the same seed gives the same texts.</param>
internal sealed class FuzzText(Random random)
{
    private static readonly string[] Words =
    [
        "", "work", "home", "a@b.example", "bjensen", "Bärbel", "2819c223", "m1", "User", "True", "false", "x", "é", "e\u0301", "ẞ", "ı", "😀", "מרחבא", "\u200F", "a b", "*", "%",
        "2011-05-13T04:42:34Z", "2011-05-13T04:42:34.123456789+02:00", "2011-13-45T99:00:00Z", "MIIDQzCC", "https://x.example/b", "urn:x", "role-7", "\uFFFD", "it's",
    ];

    private static readonly string[] Escapes = ["\\\"", "\\\\", "\\/", "\\n", "\\u0041", "\\u0000", "\\ud83d\\ude00", "\\ud800", "\\x", "\\", "\\u12"];

    private static readonly string[] Tokens =
    [
        " ", "\t", "(", ")", "[", "]", ".", ",", ":", "\"", "\\", "-", "0", "9", "{", "}", "null", "true", " and ", " or ", " not ", " eq ", " pr", " ne ", " co ", " gt ", "$", "urn:", "\0", "\u0001",
        "é", "\ud800", "\udc00", "😀", "1e999", "e", "+", "/", "~", "%20", "type", "value", "userName", "members", "\"op\":", "\"value\":", "[]", "{}",
    ];

    public bool Chance(int percent) => random.Next(100) < percent;

    public int Next(int count) => random.Next(count);

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>A JSON string, most often a well-formed one.</summary>
    public string Quoted()
    {
        var inner = random.Next(20) switch
        {
            0 => Pick(Words) + Pick(Escapes),
            1 => new string((char)('a' + random.Next(26)), random.Next(1, 3_000)),
            2 => ((char)random.Next(0x20, 0xd7ff)).ToString().Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal),
            3 => Pick(Escapes),
            _ => Pick(Words),
        };
        return $"\"{inner}\"";
    }

    public string Number() => random.Next(6) switch
    {
        0 => "0",
        1 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        2 => random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
        3 => $"{random.Next(100)}e{random.Next(-40, 400)}",
        4 => "-1.50",
        _ => random.Next(10).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The text with the case of some letters changed, or as it is.</summary>
    public string Cased(string text) => random.Next(8) switch
    {
        0 => text.ToUpperInvariant(),
        1 => text.ToLowerInvariant(),
        _ => text,
    };

    /// <summary>The text with up to four small changes.</summary>
    public string Spoil(string text, IReadOnlyList<string> others)
    {
        var spoiled = new StringBuilder(text);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(spoiled.Length + 1);
            var length = Math.Min(random.Next(1, 8), spoiled.Length - at);
            switch (random.Next(7))
            {
                case 0:
                    spoiled.Remove(at, length);
                    break;
                case 1:
                    spoiled.Insert(at, spoiled.ToString(at, length));
                    break;
                case 2:
                    spoiled.Insert(at, (char)random.Next(0x80));
                    break;
                case 3 when spoiled.Length < 5_000:
                    var other = Pick(others);
                    var from = random.Next(other.Length + 1);
                    spoiled.Insert(at, other[from..Math.Min(other.Length, from + 40)]);
                    break;
                case 4 when at < spoiled.Length:
                    spoiled[at] = (char)(spoiled[at] ^ (1 << random.Next(7)));
                    break;
                case 5 when random.Next(10) == 0:
                    spoiled.Insert(at, Pick(Tokens), random.Next(1, 200));
                    break;
                default:
                    spoiled.Insert(at, Pick(Tokens));
                    break;
            }
        }

        return spoiled.ToString();
    }
}
