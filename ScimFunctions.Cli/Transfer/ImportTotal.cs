using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Cli.Api;

namespace ScimFunctions.Cli.Transfer;

/// <summary>What the requests of one import came to, together.</summary>
internal sealed class ImportTotal
{
    private const int MostKept = 100;

    private static readonly string[] Kinds = ["users", "takenIds", "groups", "members"];

    private readonly Dictionary<string, long> _made = Kinds.ToDictionary(kind => kind, _ => 0L, StringComparer.Ordinal);
    private readonly List<(long Line, string Text)> _problems = [];

    private long _there;

    /// <summary>The first lines that were not imported, by number, and why.</summary>
    public IReadOnlyList<(long Line, string Text)> Problems => _problems;

    /// <summary>How many there are.</summary>
    public long ProblemCount { get; private set; }

    /// <summary>Whether the end of the export was among the lines.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>What was made, in words.</summary>
    public string Summary =>
        $"Made {_made["users"]} users, {_made["groups"]} SCIM groups, {_made["members"]} members, {_made["takenIds"]} ids that are not given again; {_there} were there already.";

    /// <summary>Adds the answer to one request.</summary>
    /// <param name="answer">The server's.</param>
    /// <param name="linesBefore">How many lines were sent before those of the request.</param>
    public void Add(JsonElement answer, long linesBefore)
    {
        foreach (var kind in Kinds)
        {
            _made[kind] += JsonField.Number(answer, "made." + kind);
        }

        _there += JsonField.Number(answer, "there");
        ProblemCount += JsonField.Number(answer, "problemCount");
        IsWhole |= JsonField.Text(answer, "whole") is "true";
        if (answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("problems", out var problems) && problems.ValueKind is JsonValueKind.Array)
        {
            _problems.AddRange(problems.EnumerateArray().Take(MostKept - _problems.Count)
                .Select(problem => (linesBefore + JsonField.Number(problem, "line"), JsonField.Text(problem, "text"))));
        }
    }

    /// <summary>The whole, in the form of an answer.</summary>
    public JsonElement ToJson()
    {
        var json = new JsonObject
        {
            ["made"] = JsonBody.Of(Kinds.Select(kind => (kind, (JsonNode?)_made[kind]))),
            ["there"] = _there,
            ["problemCount"] = ProblemCount,
            ["problems"] = new JsonArray([.. _problems.Select(problem => (JsonNode)JsonBody.Of(("line", problem.Line), ("text", problem.Text)))]),
            ["whole"] = IsWhole,
        };
        using var document = JsonDocument.Parse(json.ToJsonString());
        return document.RootElement.Clone();
    }
}
