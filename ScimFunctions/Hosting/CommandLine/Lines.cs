using ScimFunctions.Directory.Checking;
using ScimFunctions.Tokens;

namespace ScimFunctions.Hosting.CommandLine;

/// <summary>The lines that people and scripts read; the labels end at one column.</summary>
internal static class Lines
{
    public const string NoSuchGroup = "There is no group with this path: add it first with 'group add <path>'.";

    private const int MostFindings = 1_000;

    public static string TenantUrl(PublicAddress address, string groupPath) => "Tenant URL:    " + address.TenantUrl(groupPath);

    public static string SecretToken(PlainToken token) => "Secret token:  " + token.Reveal();

    public static string AdminKey(PlainToken key) => "Admin key:     " + key.Reveal();

    /// <summary>Writes what a check found: a line for each row that is broken, and how many in the end.</summary>
    public static async Task WriteAsync(TextWriter output, CheckReport report)
    {
        var findings = report.Findings;
        foreach (var finding in findings.Take(MostFindings))
        {
            await output.WriteLineAsync($"{finding.Key}: {finding.Problem}");
        }

        foreach (var group in report.Unfinished)
        {
            await output.WriteLineAsync($"A change of the members of the SCIM group {group} is not yet made in full. Who meets it next finishes it.");
        }

        if (report.EmptyPlaces > 0)
        {
            await output.WriteLineAsync($"{report.EmptyPlaces} places of the journal are empty. Who reads it makes them void.");
        }

        await output.WriteLineAsync(findings.Count == 0
            ? $"All {report.Rows} rows agree."
            : $"{findings.Count} of {report.Rows} rows are broken. Mend them: dotnet run --project ScimFunctions -- repair <group>");
    }
}
