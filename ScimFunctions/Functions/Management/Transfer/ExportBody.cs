using ScimFunctions.Directory;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Transfer.Exporting;
using ScimFunctions.Functions.Management.Bodies;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Functions.Management.Transfer;

/// <summary>
/// Where an export begins. To go on with one that was cut off, a client names its last whole line, <c>{"after": {"user":
/// "id"}}</c>, the export's own id, which its head tells, and how much it has, so that the last line of all tells the whole.
/// Without a body it begins at the beginning.
/// </summary>
internal static class ExportBody
{
    private const string After = "after", Counts = "counts", Export = "id", ExampleId = "2819c223-7f76-453a-919d-413861904646", Example = "{\"user\": \"2819c223-7f76-453a-919d-413861904646\"}";
    private const string User = "user", Taken = "taken", Group = "group", Members = "members", LastUser = "lastUser", LastGroup = "lastGroup";
    private const string Rule = "It names one line: user, taken or group with an id; or members, the id of a SCIM group, with lastUser or lastGroup, the last id of that line.";

    /// <summary>Reads the body.</summary>
    /// <exception cref="ProblemException">400: it breaks a rule.</exception>
    public static async ValueTask<ExportPosition> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = await JsonFields.ReadOptionalAsync(request, cancellation, After, Counts, Export);
        return body.Object(After, Example, User, Taken, Group, Members, LastUser, LastGroup) is { } line
            ? new ExportPosition(KeyOf(line) ?? throw body.Refuse(After, Rule, Example), HasHead: true, HasEnded: false, CountsOf(body)) { Id = ExportOf(body) }
            : ExportPosition.Start;
    }

    private static string? ExportOf(JsonFields body) => body.Text(Export, ResourceLimits.UniqueCharacters, ExampleId) is not { } id ? null
        : ResourceId.MayBeChosen(id) ? id
        : throw body.Refuse(Export, "It is the id that the head of the export tells: 1 to 64 letters, digits, '_' and '-'.", ExampleId);

    private static string? KeyOf(JsonFields line) =>
        (Id(line, User), Id(line, Taken), Id(line, Group), Id(line, Members), Id(line, LastUser), Id(line, LastGroup)) switch
        {
            ({ } id, null, null, null, null, null) => RowKeys.User(id),
            (null, { } id, null, null, null, null) => RowKeys.TakenId(id),
            (null, null, { } id, null, null, null) => RowKeys.Group(id),
            (null, null, null, { } of, { } last, null) => MemberRows.Edge(of, new MemberEdge(IsGroup: false, last)),
            (null, null, null, { } of, null, { } last) => MemberRows.Edge(of, new MemberEdge(IsGroup: true, last)),
            _ => null,
        };

    private static string? Id(JsonFields line, string name) => line.Text(name, ResourceLimits.UniqueCharacters, ExampleId);

    private static ExportCounts CountsOf(JsonFields body)
    {
        const string Users = "users", TakenIds = "takenIds", Groups = "groups";
        return body.Object(Counts, "{\"users\": 100}", Users, TakenIds, Groups, Members) is { } counts
            ? new ExportCounts(Number(Users), Number(TakenIds), Number(Groups), Number(Members))
            : ExportCounts.None;

        long Number(string name) => counts.Number(name, 0, int.MaxValue, "100") ?? 0;
    }
}
