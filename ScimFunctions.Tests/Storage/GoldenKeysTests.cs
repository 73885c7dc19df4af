using System.Text.Json;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Storage;

/// <summary>
/// Keys that stores hold already must come out the same for ever, on every operating system and under every compiler.
/// A line of the file is a value, its folding (both JSON strings) and the escape of that, parted by tabs.
/// </summary>
public sealed class GoldenKeysTests
{
    public static IEnumerable<TheoryDataRow<string, string, string>> Keys =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "keys.golden"))
        where line.Length > 0 && line[0] != '#'
        let parts = line.Split('\t')
        select new TheoryDataRow<string, string, string>(parts[0], parts[1], parts[2]);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Keys_stay_as_they_are(string value, string folded, string escaped)
    {
        var actual = Folding.Fold(Read(value));

        Assert.Equal(Read(folded), actual);
        Assert.Equal(escaped, KeyEscape.Escape(actual));
    }

    private static string Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetString()!;
    }
}
