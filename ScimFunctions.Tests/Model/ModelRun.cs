using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Functions;
using Xunit;

namespace ScimFunctions.Tests.Model;

/// <summary>One tenant group of a server and the model of it: each step is done to both, and the answer has to be the model's.</summary>
internal sealed class ModelRun(TenantSession session)
{
    private readonly ScimModel _model = new();

    public Task ApplyAsync(ModelStep step) => step switch
    {
        CreateUser create => CreateAsync(ModelStock.User(create.Name, create.Key, create.More)),
        ReplaceUser replace => OnUserAsync(replace.At, id => ReplaceAsync(id, ModelStock.User(replace.Name, replace.Key, replace.More))),
        PatchUser patch => OnUserAsync(patch.At, id => PatchAsync(id, patch)),
        DeleteUser delete => OnUserAsync(delete.At, id => DeleteAsync("/Users/", id)),
        CreateGroup create => CreateAsync(Group(create.Name, create.Key, create.Members)),
        ReplaceGroup replace => OnGroupAsync(replace.At, id => ReplaceAsync(id, Group(replace.Name, replace.Key, replace.Members))),
        PatchMembers patch => OnGroupAsync(patch.At, id => PatchAsync(id, patch)),
        RenameGroup rename => OnGroupAsync(rename.At, id => RenameAsync(id, ModelStock.GroupName(rename.Name))),
        DeleteGroup delete => OnGroupAsync(delete.At, id => DeleteAsync("/Groups/", id)),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>Holds all that the server answers against the model.</summary>
    public Task CompareAsync() => new ModelComparison(session, _model).RunAsync();

    private async Task CreateAsync(ModelUser user)
    {
        var expected = _model.Check(null, user);
        var answer = await session.SendAsync("POST", "/Users", ModelJson.Of(user).ToJsonString());
        if (Is(answer, expected, HttpStatusCode.Created))
        {
            _model.Users.Add(answer.Id, user);
        }
    }

    private async Task CreateAsync(ModelGroup group)
    {
        var expected = _model.Check(null, group);
        var answer = await session.SendAsync("POST", "/Groups", ModelJson.Of(group).ToJsonString());
        if (Is(answer, expected, HttpStatusCode.Created))
        {
            _model.Groups.Add(answer.Id, group);
        }
    }

    private Task ReplaceAsync(string id, ModelUser user) =>
        ChangeAsync(_model.Users, "/Users/" + id, id, user, _model.Check(id, user), "PUT", ModelJson.Of(user), HttpStatusCode.OK);

    private Task ReplaceAsync(string id, ModelGroup group) =>
        ChangeAsync(_model.Groups, "/Groups/" + id, id, group, _model.Check(id, group), "PUT", ModelJson.Of(group), HttpStatusCode.OK);

    private Task PatchAsync(string id, PatchUser patch)
    {
        var before = _model.Users[id];
        var (after, operation) = (patch.Attribute % 5) switch
        {
            0 => (before with { UserName = ModelStock.UserName(patch.Value) }, Replace("userName", ModelStock.UserName(patch.Value))),
            1 => (before with { Active = ModelStock.Active(patch.Value) }, Replace("active", ModelStock.Active(patch.Value))),
            2 => (before with { DisplayName = ModelStock.DisplayName(patch.Value) }, Set("displayName", ModelStock.DisplayName(patch.Value))),
            3 => (before with { ExternalId = ModelStock.Key(patch.Value) }, Set("externalId", ModelStock.Key(patch.Value))),
            _ => (before with { Email = ModelStock.Email(patch.Value) }, ModelStock.Email(patch.Value) is { } email
                ? Replace("""emails[type eq "work"].value""", email)
                : Remove("emails")),
        };
        return ChangeAsync(_model.Users, "/Users/" + id, id, after, _model.Check(id, after), "PATCH", Patch(operation), HttpStatusCode.OK);
    }

    private Task PatchAsync(string id, PatchMembers patch)
    {
        var before = _model.Groups[id];
        var named = Members(patch.Members);
        var (members, operations) = (patch.How % 4) switch
        {
            0 => (before.Members.Union(named, StringComparer.Ordinal), [new JsonObject { ["op"] = "add", ["path"] = "members", ["value"] = ModelJson.Values(named) }]),
            1 => (before.Members.Except(named, StringComparer.Ordinal), named.Select(member => Remove($"members[value eq \"{member}\"]")).ToArray()),
            2 when named.Count > 0 => (before.Members.Except(named, StringComparer.Ordinal), [new JsonObject { ["op"] = "Remove", ["path"] = "members", ["value"] = ModelJson.Values(named) }]),
            _ => ((IEnumerable<string>)named, new[] { new JsonObject { ["op"] = "replace", ["path"] = "members", ["value"] = ModelJson.Values(named) } }),
        };
        var after = before with { Members = [.. members.Order(StringComparer.Ordinal)] };
        return operations.Length == 0
            ? Task.CompletedTask
            : ChangeAsync(_model.Groups, "/Groups/" + id, id, after, _model.Check(id, after), "PATCH", Patch(operations), HttpStatusCode.NoContent);
    }

    private Task RenameAsync(string id, string name)
    {
        var after = _model.Groups[id] with { DisplayName = name };
        return ChangeAsync(_model.Groups, "/Groups/" + id, id, after, _model.Check(id, after), "PATCH", Patch(Replace("displayName", name)), HttpStatusCode.NoContent);
    }

    /// <summary>Changes a resource. Its version moves if, and only if, it becomes another.</summary>
    private async Task ChangeAsync<T>(
        SortedDictionary<string, T> resources, string path, string id, T after, HttpStatusCode expected, string verb, JsonObject body, HttpStatusCode success)
        where T : notnull
    {
        var version = (await session.GetAsync(path)).ETag;
        var answer = await session.SendAsync(verb, path, body.ToJsonString());
        var isDone = Is(answer, expected, success);
        var moves = isDone && !resources[id].Equals(after);
        Assert.True(moves == (version != (await session.GetAsync(path)).ETag), $"{verb} {body.ToJsonString()} {(moves ? "did not move" : "moved")} the version.");
        if (isDone)
        {
            resources[id] = after;
        }
    }

    private async Task DeleteAsync(string endpoint, string id)
    {
        (await session.SendAsync("DELETE", endpoint + id)).Is(HttpStatusCode.NoContent);
        _model.Delete(id);
    }

    private static bool Is(Answer answer, HttpStatusCode expected, HttpStatusCode success)
    {
        answer.Is(expected == HttpStatusCode.OK ? success : expected);
        return expected == HttpStatusCode.OK;
    }

    private ModelGroup Group(int name, int key, int[] members) =>
        new(ModelStock.GroupName(name), ModelStock.Key(key)) { Members = Members(members) };

    private List<string> Members(int[] numbers)
    {
        List<string> all = [.. _model.Users.Keys, .. _model.Groups.Keys];
        return all.Count == 0 ? [] : [.. numbers.Select(number => all[number % all.Count]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private Task OnUserAsync(int at, Func<string, Task> act) => OnAsync(_model.Users.Keys, at, act);

    private Task OnGroupAsync(int at, Func<string, Task> act) => OnAsync(_model.Groups.Keys, at, act);

    private static Task OnAsync(IReadOnlyCollection<string> ids, int at, Func<string, Task> act) =>
        ids.Count == 0 ? Task.CompletedTask : act(ids.ElementAt(at % ids.Count));

    private static JsonObject Set(string path, string? value) => value is null ? Remove(path) : Replace(path, value);

    private static JsonObject Replace(string path, JsonNode value) => new() { ["op"] = "replace", ["path"] = path, ["value"] = value };

    private static JsonObject Remove(string path) => new() { ["op"] = "remove", ["path"] = path };

    private static JsonObject Patch(params JsonObject[] operations) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
        ["Operations"] = new JsonArray([.. operations]),
    };
}
