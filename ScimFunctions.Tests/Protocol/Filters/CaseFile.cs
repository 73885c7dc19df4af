using Xunit;

namespace ScimFunctions.Tests.Protocol.Filters;

/// <summary>Reads <c>input ⇒ expected</c>, one case a line; lines that are empty or begin with # are not cases.</summary>
internal static class CaseFile
{
    public static TheoryData<int, string, string> Read(string name)
    {
        var rows = new TheoryData<int, string, string>();
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", name)))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var arrow = line.LastIndexOf(" ⇒ ", StringComparison.Ordinal);
            rows.Add(number, arrow < 0 ? line : line[..arrow], arrow < 0 ? "(no expectation)" : line[(arrow + 3)..]);
        }

        return rows;
    }

    /// <summary>Fails with the whole row as it would have to read.</summary>
    public static void AssertRow(int line, string input, string expected, string actual)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            Assert.Fail($"line {line} expects {expected} and gets{Environment.NewLine}{input} ⇒ {actual}");
        }
    }
}
