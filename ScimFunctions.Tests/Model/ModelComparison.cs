using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Functions;
using Xunit;

namespace ScimFunctions.Tests.Model;

/// <summary>Reads everything from the server by every way and holds it against the model.</summary>
internal sealed class ModelComparison(TenantSession session, ScimModel model)
{
    public async Task RunAsync()
    {
        var users = model.Users.ToDictionary(user => user.Key, user => Text(user.Key, ModelJson.Of(user.Value), "groups", GroupsOf(user.Key)), StringComparer.Ordinal);
        var groups = model.Groups.ToDictionary(group => group.Key, group => Text(group.Key, ModelJson.Of(group.Value), "members", MembersOf(group.Value)), StringComparer.Ordinal);
        await CompareListAsync("/Users?count=1000", users, users.Keys);
        await CompareListAsync("/Groups?count=1000", groups, groups.Keys);
        foreach (var name in model.Users.Values.Select(user => user.UserName))
        {
            await CompareListAsync("/Users?filter=" + Filter("userName eq", name), users, Ids(model.Users, user => ScimModel.IsSame(user.UserName, name)));
        }

        foreach (var email in model.Users.Values.Select(user => user.Email).OfType<string>())
        {
            await CompareListAsync("/Users?filter=" + Filter("emails.value eq", email), users, Ids(model.Users, user => user.Email is not null && ScimModel.IsSame(user.Email, email)));
        }

        foreach (var (id, group) in model.Groups)
        {
            await CompareListAsync("/Groups?filter=" + Filter("displayName eq", group.DisplayName), groups, [id]);
            await CompareListAsync("/Users?filter=" + Filter("groups.value eq", id), users, Ids(model.Users.Keys, user => model.GroupsOf(user).ContainsKey(id)));
            await CompareListAsync("/Users?filter=" + Filter("groups.display eq", group.DisplayName), users, Ids(model.Users.Keys, user => model.GroupsOf(user).ContainsKey(id)));
        }

        foreach (var id in model.Users.Keys.Concat(model.Groups.Keys))
        {
            await CompareListAsync("/Groups?filter=" + Filter("members eq", id), groups, Ids(model.Groups, group => group.Members.Contains(id, StringComparer.Ordinal)));
        }
    }

    private async Task CompareListAsync(string path, Dictionary<string, string> all, IEnumerable<string> ids)
    {
        var list = (await session.GetAsync(path)).Is(HttpStatusCode.OK).Json;
        var found = list["Resources"]!.AsArray().Select(resource => Text((JsonObject)resource!.DeepClone()));
        Assert.Equal(ids.Select(id => all[id]).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Equal(ids.Count(), (int)list["totalResults"]!);
    }

    private JsonArray GroupsOf(string id) => [.. model.GroupsOf(id).Select(group => (JsonNode)new JsonObject
    {
        ["value"] = group.Key,
        ["$ref"] = "/Groups/" + group.Key,
        ["type"] = group.Value,
    })];

    private JsonArray MembersOf(ModelGroup group) => [.. group.Members.Select(member => (JsonNode)new JsonObject
    {
        ["value"] = member,
        ["$ref"] = (model.Users.ContainsKey(member) ? "/Users/" : "/Groups/") + member,
        ["type"] = model.Users.ContainsKey(member) ? "User" : "Group",
    })];

    private static string Text(string id, JsonObject resource, string relation, JsonArray related)
    {
        resource["id"] = id;
        resource.Remove(relation);
        if (related.Count > 0)
        {
            resource[relation] = related;
        }

        return ModelJson.Sorted(resource);
    }

    private string Text(JsonObject resource)
    {
        resource.Remove("meta");
        foreach (var related in resource["groups"] as JsonArray ?? resource["members"] as JsonArray ?? [])
        {
            var reference = (string)related!["$ref"]!;
            Assert.StartsWith(session.Tenant.BaseUri.AbsoluteUri, reference, StringComparison.Ordinal);
            related["$ref"] = reference[session.Tenant.BaseUri.AbsoluteUri.Length..];
        }

        return ModelJson.Sorted(resource);
    }

    private static IEnumerable<string> Ids<T>(IEnumerable<KeyValuePair<string, T>> resources, Func<T, bool> matches) =>
        [.. resources.Where(resource => matches(resource.Value)).Select(resource => resource.Key)];

    private static IEnumerable<string> Ids(IEnumerable<string> ids, Func<string, bool> matches) => [.. ids.Where(matches)];

    private static string Filter(string comparison, string value) =>
        Uri.EscapeDataString($"{comparison} \"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
}
