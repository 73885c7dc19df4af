using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Functions.Bulk;
using ScimFunctions.Tests.Functions.Groups;
using ScimFunctions.Tests.Functions.Management;
using Xunit;

namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>Every verb of every resource, each in a new tenant group.</summary>
internal static class FaultScenarios
{
    // More than one batch takes.
    private const int Many = 70;

    private static readonly Dictionary<string, Func<ExtensionSession, Task<FaultScenario>>> All = new(StringComparer.Ordinal)
    {
        ["POST user, the first of a process"] = session => Task.FromResult(PostUser(session.Users)),
        ["POST user"] = async session => await WarmAsync(session.Users, PostUser(session.Users)),
        ["GET user"] = session => OfUserAsync(session.Users, "GET", user => $"/Users/{user.Id}", null, _ => true),
        ["LIST users"] = session => OfUserAsync(session.Users, "GET", _ => "/Users?filter=userName%20eq%20%22ada%22", null, _ => true),
        ["PUT user"] = session => OfUserAsync(session.Users, "PUT", user => $"/Users/{user.Id}", TenantSession.User("grace", "ada-1"), IsGrace),
        ["PATCH user"] = session => OfUserAsync(
            session.Users, "PATCH", user => $"/Users/{user.Id}", TenantSession.Patch("""[{"op":"replace","path":"userName","value":"grace"}]"""), IsGrace),
        ["DELETE user"] = session => DeleteUserAsync(session.Users, groups: 0),
        ["DELETE user in a group"] = session => DeleteUserAsync(session.Users, groups: 1),
        ["DELETE user in many groups"] = session => DeleteUserAsync(session.Users, groups: 40),
        ["POST group"] = session => PostGroupAsync(session.Users, members: 1),
        ["POST group of many"] = session => PostGroupAsync(session.Users, members: Many),
        ["GET group"] = async session => await GroupAsync(session.Users, 1, (group, _) => Read(session.Users, $"/Groups/{group}")),
        ["LIST groups"] = async session => await GroupAsync(
            session.Users, 1, (_, _) => Read(session.Users, "/Groups?filter=displayName%20eq%20%22Sales%22")),
        ["PUT group"] = session => PutGroupAsync(session.Users, members: 2),
        ["PUT group of many"] = session => PutGroupAsync(session.Users, members: Many),
        ["PATCH group, its name"] = async session => await GroupAsync(session.Users, 1, (group, _) => PatchGroup(
            session.Users, group, """[{"op":"replace","path":"displayName","value":"Other"}]""",
            async () => (string?)(await GroupJsonAsync(session.Users, group))["displayName"] == "Other")),
        ["PATCH group, a member comes"] = session => AddMembersAsync(session.Users, members: 1),
        ["PATCH group, many members come"] = session => AddMembersAsync(session.Users, members: Many),
        ["PATCH group, a member goes"] = session => RemoveMembersAsync(session.Users, members: 1),
        ["PATCH group, many members go"] = session => RemoveMembersAsync(session.Users, members: Many),
        ["PATCH group, a group comes"] = NestAsync,
        ["DELETE group"] = session => DeleteGroupAsync(session.Users, members: 2),
        ["DELETE group of many"] = session => DeleteGroupAsync(session.Users, members: Many),
        ["POST bulk"] = session => BulkAsync(session.Users),
        ["PUT extension"] = session => Task.FromResult(new FaultScenario(
            () => session.PutAsync(ExtensionSession.Urn, ExtensionSession.Badge), () => HasExtensionAsync(session))
        { Success = HttpStatusCode.Created }),
        ["DELETE extension"] = async session =>
        {
            (await session.PutAsync(ExtensionSession.Urn, ExtensionSession.Badge)).Is(HttpStatusCode.Created);
            return new FaultScenario(
                () => session.SendAsync("DELETE", "/" + ExtensionSession.Urn), async () => !await HasExtensionAsync(session))
            { Success = HttpStatusCode.NoContent, Repeated = HttpStatusCode.NotFound };
        },
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Task<FaultScenario> PrepareAsync(string name, ExtensionSession session) => All[name](session);

    private static FaultScenario PostUser(TenantSession session) => new(
        () => session.CreateAsync("ada", "ada-1"), async () => (await session.FindAsync("userName", "ada")).Length == 1)
    { Success = HttpStatusCode.Created, Repeated = HttpStatusCode.Conflict };

    private static async Task<FaultScenario> WarmAsync(TenantSession session, FaultScenario scenario)
    {
        (await session.CreateAsync("any")).Is(HttpStatusCode.Created);
        return scenario;
    }

    private static async Task<FaultScenario> OfUserAsync(
        TenantSession session, string method, Func<Answer, string> path, string? body, Func<JsonObject, bool> isMade)
    {
        var user = (await session.CreateAsync("ada", "ada-1")).Is(HttpStatusCode.Created);
        return new FaultScenario(
            () => session.SendAsync(method, path(user), body),
            async () => isMade((await session.GetAsync("/Users/" + user.Id)).Is(HttpStatusCode.OK).Json))
        { Reads = method == "GET" };
    }

    private static bool IsGrace(JsonObject user) => (string?)user["userName"] == "grace";

    private static async Task<FaultScenario> DeleteUserAsync(TenantSession session, int groups)
    {
        var user = (await session.CreateAsync("ada", "ada-1")).Is(HttpStatusCode.Created);
        for (var number = 0; number < groups; number++)
        {
            (await session.CreateGroupAsync($"group {number}", user.Id)).Is(HttpStatusCode.Created);
        }

        return new FaultScenario(() => session.SendAsync("DELETE", "/Users/" + user.Id), () => IsGoneAsync(session, "/Users/" + user.Id))
        { Success = HttpStatusCode.NoContent, Repeated = HttpStatusCode.NotFound };
    }

    private static async Task<FaultScenario> PostGroupAsync(TenantSession session, int members)
    {
        var users = await UsersAsync(session, members);
        return new FaultScenario(() => session.CreateGroupAsync("Sales", users), async () =>
        {
            var found = (await session.GetAsync("/Groups?filter=displayName%20eq%20%22Sales%22")).Is(HttpStatusCode.OK).Json["Resources"]?.AsArray() ?? [];
            return found.Count == 1 && (await session.MembersAsync((string)found[0]!["id"]!)).Length == members;
        })
        { Success = HttpStatusCode.Created, Repeated = HttpStatusCode.Conflict, MayBeMadeUnanswered = true };
    }

    private static async Task<FaultScenario> PutGroupAsync(TenantSession session, int members)
    {
        var group = (await session.CreateGroupAsync("Sales", await UsersAsync(session, 1, "before"))).Is(HttpStatusCode.Created).Id;
        var users = await UsersAsync(session, members);
        return new FaultScenario(
            () => session.SendAsync("PUT", "/Groups/" + group, GroupSession.Body("Sales", users)),
            async () => (await session.MembersAsync(group)).SequenceEqual(users.Order(StringComparer.Ordinal)))
        { MayBeMadeUnanswered = true };
    }

    private static Task<FaultScenario> AddMembersAsync(TenantSession session, int members) => GroupAsync(session, 0, async (group, _) =>
    {
        var users = await UsersAsync(session, members);
        return PatchGroup(session, group, $$"""[{"op":"add","path":"members","value":{{Values(users)}}}]""",
            async () => (await session.MembersAsync(group)).Length == members) with
        { MayBeMadeUnanswered = members == Many };
    });

    private static Task<FaultScenario> RemoveMembersAsync(TenantSession session, int members) => GroupAsync(session, members, (group, users) =>
        Task.FromResult(PatchGroup(session, group, $$"""[{"op":"remove","path":"members","value":{{Values(users)}}}]""",
            async () => (await session.MembersAsync(group)).Length == 0) with
        { MayBeMadeUnanswered = members == Many }));

    private static async Task<FaultScenario> NestAsync(ExtensionSession extensions)
    {
        var session = extensions.Users;
        var inner = (await session.CreateGroupAsync("Inner", await UsersAsync(session, 1))).Is(HttpStatusCode.Created).Id;
        var outer = (await session.CreateGroupAsync("Outer")).Is(HttpStatusCode.Created).Id;
        return PatchGroup(session, outer, $$"""[{"op":"add","path":"members","value":{{Values(inner)}}}]""",
            async () => (await session.MembersAsync(outer)).Length == 1);
    }

    private static Task<FaultScenario> DeleteGroupAsync(TenantSession session, int members) => GroupAsync(session, members, (group, _) =>
        Task.FromResult(new FaultScenario(() => session.SendAsync("DELETE", "/Groups/" + group), () => IsGoneAsync(session, "/Groups/" + group))
        { Success = HttpStatusCode.NoContent, Repeated = HttpStatusCode.NotFound, MayBeMadeUnanswered = members == Many }));

    /// <summary>Three changes: each is made, as its result says, or is not; the repeat makes what was not.</summary>
    private static async Task<FaultScenario> BulkAsync(TenantSession session)
    {
        var changed = (await session.CreateAsync("changed")).Is(HttpStatusCode.Created).Id;
        var deleted = (await session.CreateAsync("deleted")).Is(HttpStatusCode.Created).Id;
        string[] operations =
        [
            BulkSession.PostUser("a", "ada"),
            BulkSession.Patch("/Users/" + changed, """[{"op":"replace","path":"displayName","value":"Grace"}]"""),
            $$"""{"method":"DELETE","path":"/Users/{{deleted}}"}""",
        ];
        return new FaultScenario(SendAsync, async () => (await MadeAsync()).All(made => made)) { MayBeMadeUnanswered = true };

        async Task<Answer> SendAsync()
        {
            var answer = await session.SendAsync("POST", "/Bulk", BulkSession.Body(operations));
            if (answer.Status != HttpStatusCode.OK)
            {
                return answer;
            }

            var statuses = answer.Json["Operations"]!.AsArray().Select(result => result!.AsObject().Status()).ToArray();
            Assert.All(statuses, status => Assert.Contains(status, (string[])["200", "201", "204", "404", "409", "503"]));
            return statuses.Contains("503") ? answer with { Status = HttpStatusCode.ServiceUnavailable } : answer;
        }

        async Task<bool[]> MadeAsync() =>
        [
            (await session.FindAsync("userName", "ada")).Length == 1,
            (string?)(await session.GetAsync("/Users/" + changed)).Json["displayName"] == "Grace",
            await IsGoneAsync(session, "/Users/" + deleted),
        ];
    }

    private static async Task<FaultScenario> GroupAsync(TenantSession session, int members, Func<string, string[], Task<FaultScenario>> scenario)
    {
        var users = await UsersAsync(session, members, "before");
        var group = (await session.CreateGroupAsync("Sales", users)).Is(HttpStatusCode.Created).Id;
        return await scenario(group, users);
    }

    private static Task<FaultScenario> GroupAsync(TenantSession session, int members, Func<string, string[], FaultScenario> scenario) =>
        GroupAsync(session, members, (group, users) => Task.FromResult(scenario(group, users)));

    private static FaultScenario PatchGroup(TenantSession session, string group, string operations, Func<Task<bool>> isMade) =>
        new(() => session.PatchGroupAsync(group, operations), isMade) { Success = HttpStatusCode.NoContent, Repeated = HttpStatusCode.NoContent };

    private static FaultScenario Read(TenantSession session, string path) =>
        new(() => session.GetAsync(path), () => Task.FromResult(true)) { Reads = true };

    private static async Task<JsonObject> GroupJsonAsync(TenantSession session, string group) =>
        (await session.GetAsync("/Groups/" + group)).Is(HttpStatusCode.OK).Json;

    private static async Task<bool> IsGoneAsync(TenantSession session, string path) =>
        (await session.GetAsync(path)).Status == HttpStatusCode.NotFound;

    private static async Task<bool> HasExtensionAsync(ExtensionSession session) =>
        (await session.SendAsync("GET", "/" + ExtensionSession.Urn)).Status == HttpStatusCode.OK;

    /// <summary>Makes users, many at once by bulk requests.</summary>
    private static async Task<string[]> UsersAsync(TenantSession session, int count, string name = "user") =>
        count == 0 ? [] : [.. (await session.BulkAsync([.. Enumerable.Range(0, count).Select(number => BulkSession.PostUser($"{number}", $"{name}-{number}"))])).Select(result => result.IdOf())];

    private static string Values(params string[] ids) =>
        new JsonArray([.. ids.Select(id => new JsonObject { ["value"] = id })]).ToJsonString();
}
