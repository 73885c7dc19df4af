using ScimFunctions.Directory.Transfer.Importing;

namespace ScimFunctions.Functions.Management.Transfer;

/// <summary>What an import answers: what was made, what was there already, and which lines were not imported.</summary>
internal static class ImportAnswer
{
    /// <summary>The answer of a report.</summary>
    public static ManagementJsonResult Of(ImportReport report) => new(StatusCodes.Status200OK, writer =>
    {
        var made = report.Made;
        writer.WriteStartObject();
        writer.WriteStartObject("made"u8);
        writer.WriteNumber("users"u8, made.Users);
        writer.WriteNumber("takenIds"u8, made.TakenIds);
        writer.WriteNumber("groups"u8, made.Groups);
        writer.WriteNumber("members"u8, made.Members);
        writer.WriteEndObject();
        writer.WriteNumber("there"u8, report.There);
        writer.WriteNumber("problemCount"u8, report.ProblemCount);
        writer.WriteStartArray("problems"u8);
        foreach (var problem in report.Problems)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line"u8, problem.Line);
            writer.WriteString("text"u8, problem.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("whole"u8, report.IsWhole);
        writer.WriteEndObject();
    });
}
