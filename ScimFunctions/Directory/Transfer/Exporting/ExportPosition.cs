using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Rows;

namespace ScimFunctions.Directory.Transfer.Exporting;

/// <summary>How far an export has come that was cut off: the key of the row that its last whole line tells of.</summary>
/// <param name="LastKey">The key; null where only the head is there, or not even that.</param>
/// <param name="HasHead">Whether the head is there.</param>
/// <param name="HasEnded">Whether nothing is missing.</param>
/// <param name="Counts">What is there.</param>
public sealed record ExportPosition(string? LastKey, bool HasHead, bool HasEnded, ExportCounts Counts)
{
    /// <summary>The id of the export; null where there is no head, or one of an earlier version.</summary>
    public string? Id { get; init; }

    /// <summary>The beginning.</summary>
    public static ExportPosition Start { get; } = new(null, false, false, ExportCounts.None);

    /// <summary>The position after one more whole line.</summary>
    /// <param name="line">A line that <see cref="TenantExport"/> wrote, without its end.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public ExportPosition After(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = JsonSerializer.Deserialize(line, TransferJson.Default.JsonObject) ?? [];
            return json.FirstOrDefault().Key switch
            {
                LineNames.Export => this with { HasHead = true, Id = json[LineNames.Export]?[LineNames.Id] is { } id ? Text(id) : null },
                LineNames.User => With(RowKeys.User(IdOf(json[LineNames.User])), Counts with { Users = Counts.Users + 1 }),
                LineNames.Taken => With(RowKeys.TakenId(Text(json[LineNames.Taken])), Counts with { TakenIds = Counts.TakenIds + 1 }),
                LineNames.Group => With(RowKeys.Group(IdOf(json[LineNames.Group])), Counts with { Groups = Counts.Groups + 1 }),
                LineNames.Members => AfterMembers(json),
                LineNames.End => this with { HasEnded = true },
                _ => throw new InvalidDataException("A line of the file is none of an export."),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or ArgumentException)
        {
            throw new InvalidDataException("A line of the file is none of an export.", exception);
        }
    }

    private ExportPosition AfterMembers(JsonObject json)
    {
        var group = Text(json[LineNames.Members]);
        var (groups, users) = (json[LineNames.Groups]?.AsArray() ?? [], json[LineNames.Users]?.AsArray() ?? []);
        var last = users.Count > 0
            ? MemberRows.Edge(group, new MemberEdge(IsGroup: false, Text(users[^1])))
            : MemberRows.Edge(group, new MemberEdge(IsGroup: true, Text(groups[^1])));
        return With(last, Counts with { Members = Counts.Members + users.Count + groups.Count });
    }

    private ExportPosition With(string key, ExportCounts counts) => this with { LastKey = key, Counts = counts };

    private static string IdOf(JsonNode? resource) => Text(resource![LineNames.Id]);

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
