using System.Net;

namespace ScimFunctions.Tests.Model;

/// <summary>
/// What the users and groups of a tenant group are after a run of changes, told without rows, batches, versions or
/// journals: two dictionaries. A change that the protocol refuses leaves them as they are.
/// </summary>
internal sealed class ScimModel
{
    private const int DeepestNesting = 10;

    public SortedDictionary<string, ModelUser> Users { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, ModelGroup> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>What the answer to writing this user is; <paramref name="id"/> is its own, or null for a new one.</summary>
    public HttpStatusCode Check(string? id, ModelUser user)
    {
        var others = Users.Where(other => other.Key != id).Select(other => other.Value).ToList();
        var taken = others.Exists(other => IsSame(other.UserName, user.UserName))
            || (user.ExternalId is not null && others.Exists(other => other.ExternalId == user.ExternalId));
        return taken ? HttpStatusCode.Conflict : HttpStatusCode.OK;
    }

    /// <summary>The same of a group. A circle of groups is refused, and nesting that is too deep.</summary>
    public HttpStatusCode Check(string? id, ModelGroup group)
    {
        if (IsNestedBadly(id, group))
        {
            return HttpStatusCode.BadRequest;
        }

        var others = Groups.Where(other => other.Key != id).Select(other => other.Value).ToList();
        var taken = others.Exists(other => IsSame(other.DisplayName, group.DisplayName))
            || (group.ExternalId is not null && others.Exists(other => other.ExternalId == group.ExternalId));
        return taken ? HttpStatusCode.Conflict : HttpStatusCode.OK;
    }

    /// <summary>Takes a user or a group out, and out of every group.</summary>
    public void Delete(string id)
    {
        Users.Remove(id);
        Groups.Remove(id);
        foreach (var (other, group) in Groups.ToList())
        {
            if (group.Members.Contains(id, StringComparer.Ordinal))
            {
                Groups[other] = group with { Members = [.. group.Members.Where(member => member != id)] };
            }
        }
    }

    /// <summary>The groups that a user or group is in, by way of others or not.</summary>
    public IReadOnlyDictionary<string, string> GroupsOf(string id)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var next = Parents(id).ToList();
        for (var type = "direct"; next.Count > 0; type = "indirect")
        {
            next = [.. next.Where(group => found.TryAdd(group, type)).SelectMany(Parents).Distinct(StringComparer.Ordinal)];
        }

        return found;
    }

    public static bool IsSame(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Parents(string id) =>
        Groups.Where(group => group.Value.Members.Contains(id, StringComparer.Ordinal)).Select(group => group.Key);

    private bool IsNestedBadly(string? id, ModelGroup group)
    {
        var children = group.Members.Where(Groups.ContainsKey).ToList();
        var isCircle = id is not null && children.Exists(child => child == id || GroupsOf(id).ContainsKey(child));
        return isCircle || (children.Count > 0 && Height(id) + 1 + children.Max(Depth) > DeepestNesting);
    }

    // Levels above a group, and levels from a group down.
    private int Height(string? id) => id is null ? 0 : Parents(id).Select(parent => 1 + Height(parent)).DefaultIfEmpty(0).Max();

    private int Depth(string id) =>
        1 + Groups[id].Members.Where(Groups.ContainsKey).Select(Depth).DefaultIfEmpty(0).Max();
}
