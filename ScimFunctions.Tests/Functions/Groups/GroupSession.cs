using System.Net;
using System.Text.Json.Nodes;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>SCIM groups in a tenant group.</summary>
internal static class GroupSession
{
    public const string Schema = "urn:ietf:params:scim:schemas:core:2.0:Group";

    public static Task<Answer> CreateGroupAsync(this TenantSession session, string displayName, params string[] members) =>
        session.SendAsync("POST", "/Groups", Body(displayName, members));

    public static Task<Answer> PatchGroupAsync(this TenantSession session, string id, string operations, string query = "") =>
        session.SendAsync("PATCH", $"/Groups/{id}{query}", TenantSession.Patch(operations));

    public static string Body(string displayName, params string[] members) => new JsonObject
    {
        ["schemas"] = new JsonArray(Schema),
        ["displayName"] = displayName,
        ["members"] = new JsonArray([.. members.Select(member => new JsonObject { ["value"] = member })]),
    }.ToJsonString();

    /// <summary>The ids of the members, in ordinal order.</summary>
    public static async Task<string[]> MembersAsync(this TenantSession session, string id) =>
        MembersOf((await session.GetAsync("/Groups/" + id)).Is(HttpStatusCode.OK).Json);

    public static string[] MembersOf(JsonObject group) =>
        [.. (group["members"]?.AsArray() ?? []).Select(member => (string)member!["value"]!).Order(StringComparer.Ordinal)];
}
