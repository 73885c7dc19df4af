using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Cli.Api;

namespace ScimFunctions.Cli.Transfer;

/// <summary>How far an export has come: what its last whole line tells of, and how much all of its lines do.</summary>
internal sealed record LinePosition
{
    private const string User = "user", Taken = "taken", Group = "group", Members = "members", Id = "id";

    /// <summary>The beginning.</summary>
    public static LinePosition Start { get; } = new();

    /// <summary>Whether nothing is missing.</summary>
    public bool HasEnded { get; private init; }

    public long Users { get; private init; }

    public long TakenIds { get; private init; }

    public long Groups { get; private init; }

    public long MemberCount { get; private init; }

    private JsonObject? After { get; init; }

    // The id of the export, where its head tells one.
    private string? Export { get; init; }

    /// <summary>The position after one more whole line.</summary>
    /// <exception cref="InvalidDataException">It is none of an export.</exception>
    public LinePosition Next(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return json.EnumerateObject().First().Name switch
            {
                "export" => this with { Export = json.GetProperty("export").TryGetProperty(Id, out var id) ? id.GetString() : null },
                User => this with { Users = Users + 1, After = Named(User, IdOf(json.GetProperty(User))) },
                Taken => this with { TakenIds = TakenIds + 1, After = Named(Taken, json.GetProperty(Taken)) },
                Group => this with { Groups = Groups + 1, After = Named(Group, IdOf(json.GetProperty(Group))) },
                Members => NextMembers(json),
                "end" => this with { HasEnded = true },
                _ => throw new InvalidDataException(),
            };
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException("A line of the file is none of an export. Name another file.", failure);
        }
    }

    /// <summary>What a request says to get what follows; null where that is all.</summary>
    public JsonObject? ToBody()
    {
        if (After is null)
        {
            return null;
        }

        var body = new JsonObject { ["after"] = After.DeepClone(), ["counts"] = ToCounts() };
        if (Export is not null)
        {
            body[Id] = Export;
        }

        return body;
    }

    /// <summary>How much there is, for scripts.</summary>
    public JsonObject ToCounts() => new() { ["users"] = Users, ["takenIds"] = TakenIds, ["groups"] = Groups, ["members"] = MemberCount };

    private LinePosition NextMembers(JsonElement json)
    {
        var (users, groups) = (Elements(json, "users"), Elements(json, "groups"));
        var after = Named(Members, json.GetProperty(Members));
        var (name, last) = users is [.., var user] ? ("lastUser", user)
            : groups is [.., var group] ? ("lastGroup", group)
            : throw new InvalidDataException();
        after[name] = last;
        return this with { MemberCount = MemberCount + users.Length + groups.Length, After = after };
    }

    private static string[] Elements(JsonElement json, string name) =>
        json.TryGetProperty(name, out var array) ? [.. array.EnumerateArray().Select(element => element.GetString()!)] : [];

    private static JsonElement IdOf(JsonElement resource) => resource.GetProperty(Id);

    private static JsonObject Named(string name, JsonElement id) => JsonBody.Of((name, id.GetString()));
}
