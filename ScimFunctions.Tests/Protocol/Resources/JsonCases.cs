using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Schemas;
using Xunit;

namespace ScimFunctions.Tests.Protocol.Resources;

/// <summary>Tables of cases whose columns are JSON, separated by <c> => </c>; <c>#</c> starts a comment.</summary>
internal static class JsonCases
{
    public static TheoryData<string, string> Read(string file)
    {
        var cases = new TheoryData<string, string>();
        var number = 0;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", file)))
        {
            number++;
            if (line.Length > 0 && line[0] != '#')
            {
                cases.Add($"{file}:{number}", line);
            }
        }

        return cases;
    }

    public static string[] Columns(string line) => line
        .Replace("$E", SchemaUris.EnterpriseUser, StringComparison.Ordinal)
        .Replace("$U", SchemaUris.User, StringComparison.Ordinal)
        .Replace("$G", SchemaUris.Group, StringComparison.Ordinal)
        .Split(" => ");

    public static JsonObject Object(string json) => JsonNode.Parse(json)!.AsObject();
}
