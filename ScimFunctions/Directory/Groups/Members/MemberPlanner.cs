using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Members;

/// <summary>
/// Finds out what wishes come to. A few members are first taken to be users that come or go, without reading anything:
/// the batch conflicts where that is not so. Then, and for many, what there is is read.
/// </summary>
internal sealed class MemberPlanner(ITable table)
{
    /// <summary>The most members that one request may add and remove: all that one may list, in the place of as many.</summary>
    public const int MostChanges = 200_000;

    // Each has a row in the batch that commits a large change, beside up to 28 rows of the group itself.
    private const int MostNewGroups = 40;

    private readonly MemberEdges _edges = new(table);

    /// <summary>What has to change.</summary>
    /// <param name="partition">The tenant group.</param>
    /// <param name="group">The group's id.</param>
    /// <param name="wishes">What is wished.</param>
    /// <param name="isGuess">Whether a guess will do.</param>
    /// <param name="room">How many members the group's batch has room for (<see cref="MemberRows.RoomBeside"/>).</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ScimException">400 <c>invalidValue</c> for a member that there is not, <c>tooMany</c>.</exception>
    public async Task<MemberPlan> PlanAsync(
        string partition, string group, MemberWishes wishes, bool isGuess, int room, CancellationToken cancellation)
    {
        var edges = isGuess && CanGuess(wishes, room) ? Guess(wishes) : await ResolveAsync(partition, group, wishes, cancellation);
        return new MemberPlan(edges, room);
    }

    private static bool CanGuess(MemberWishes wishes, int room) =>
        (!wishes.IsCleared || wishes.IsOfNew) && wishes.Count <= room && !Guess(wishes).Exists(change => change.Edge.IsGroup);

    private static List<EdgeChange> Guess(MemberWishes wishes) => wishes.IsCleared
        ? [.. wishes.Wanted.Span.ToArray().Select(member => new EdgeChange(true, new MemberEdge(member.IsGroup is true, member.Id)))]
        : [.. wishes.ById.Select(wish => new EdgeChange(wish.Value.IsWanted, new MemberEdge(wish.Value.IsGroup is true, wish.Key)))];

    private async Task<List<EdgeChange>> ResolveAsync(string partition, string group, MemberWishes wishes, CancellationToken cancellation)
    {
        var (changes, added) = wishes.IsCleared
            ? await ReplaceAsync(partition, group, wishes.Wanted, cancellation)
            : await ChangeAsync(partition, group, wishes, cancellation);
        RequireFew(changes.Count + added.Count);
        await AddAsync(changes, partition, added, cancellation);
        return changes;
    }

    private async Task<(List<EdgeChange> Changes, List<ListedMember> Added)> ReplaceAsync(
        string partition, string group, MemberList wanted, CancellationToken cancellation)
    {
        var difference = await _edges.CompareAsync(partition, group, wanted, cancellation);
        return difference.Mistaken is { } mistaken
            ? throw Unknown(mistaken)
            : (difference.Gone.ConvertAll(edge => new EdgeChange(false, edge)), difference.Missing());
    }

    private async Task<(List<EdgeChange> Changes, List<ListedMember> Added)> ChangeAsync(
        string partition, string group, MemberWishes wishes, CancellationToken cancellation)
    {
        RequireFew(wishes.Count);
        var members = await _edges.AmongAsync(partition, group, [.. wishes.ById.Keys], cancellation);
        var changes = new List<EdgeChange>();
        foreach (var (id, isGroup) in members)
        {
            var wish = wishes.ById[id];
            if (wish is { IsWanted: true, IsGroup: { } said } && said != isGroup)
            {
                throw Unknown(new ListedMember(id, wish.IsGroup, wish.Index));
            }

            if (!wish.IsWanted && (wish.IsGroup is null || wish.IsGroup == isGroup))
            {
                changes.Add(new EdgeChange(false, new MemberEdge(isGroup, id)));
            }
        }

        return (changes,
        [
            .. wishes.ById.Where(wish => wish.Value.IsWanted && !members.ContainsKey(wish.Key))
                .Select(wish => new ListedMember(wish.Key, wish.Value.IsGroup, wish.Value.Index)),
        ]);
    }

    /// <summary>Adds members that exist: users first, since most are.</summary>
    private async Task AddAsync(List<EdgeChange> changes, string partition, List<ListedMember> added, CancellationToken cancellation)
    {
        foreach (var isGroup in new[] { false, true })
        {
            var asked = added.Where(member => member.IsGroup is null || member.IsGroup == isGroup).ToArray();
            var found = await table.ExistAsync(
                partition, Array.ConvertAll(asked, member => MemberRows.Member(new MemberEdge(isGroup, member.Id))), cancellation);
            changes.AddRange(asked.Where((_, index) => found[index]).Select(member => new EdgeChange(true, new MemberEdge(isGroup, member.Id))));
            added = [.. added.Where(member => member.IsGroup == !isGroup), .. asked.Where((_, index) => !found[index])];
        }

        if (added.Count > 0)
        {
            throw Unknown(added.MinBy(member => member.Index));
        }
    }

    /// <summary>The plan with its change of the row of nestings, read now.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c> for groups that would contain themselves or nest too deep,
    /// <c>tooMany</c>.</exception>
    public async Task<MemberPlan> NestAsync(string partition, string group, MemberPlan plan, MemberWishes wishes, CancellationToken cancellation)
    {
        var edges = plan.Edges;
        if (plan.Intent is null && !edges.Any(change => change.Edge.IsGroup))
        {
            return plan;
        }

        var nesting = NestingGraph.Of(await table.FindAsync(partition, RowKeys.Nesting, cancellation));
        foreach (var change in edges.Where(change => change is { Added: false, Edge.IsGroup: true }))
        {
            nesting.Remove(change.Edge.Id, group);
        }

        if (edges.Count(change => change is { Added: true, Edge.IsGroup: true }) > MostNewGroups)
        {
            throw new ScimException(ScimError.TooMany(
                $"The request adds more than {MostNewGroups} groups to one group. Spread them over several requests."));
        }

        if (nesting.Add(group, [.. edges.Where(change => change is { Added: true, Edge.IsGroup: true }).Select(change => change.Edge.Id)]) is var (child, reason))
        {
            throw new ScimException(ScimError.InvalidValue($"{Place(IndexOf(wishes, child))} {reason}"));
        }

        if (plan.Intent is not null)
        {
            nesting.Begin(plan.Intent.Intent);
        }

        return plan with { Nesting = nesting.ToChange() };
    }

    private static int IndexOf(MemberWishes wishes, string id) =>
        wishes.ById.TryGetValue(id, out var wish) ? wish.Index : wishes.Wanted.Span.ToArray().First(member => member.Id == id).Index;

    private static ScimException Unknown(ListedMember member)
    {
        var id = member.Id;
        var what = member.IsGroup switch { true => "group", false => "user", null => "user or group" };
        var detail = $"{Place(member.Index)} names no {what} of this Tenant URL";
        const string remedy = "Provision the member first, or leave it out.";

        // What does not look like an id may be a name or an address, and is not repeated.
        var named = ResourceId.MayBeChosen(id) ? $"{detail}: {id}. {remedy}" : $"{detail}. {remedy}";
        return new ScimException(ScimError.InvalidValue(named) with { LogDetail = $"{detail}. {remedy}" });
    }

    private static string Place(int index) => $"members[{index}].value";

    private static void RequireFew(int changes)
    {
        if (changes > MostChanges)
        {
            throw new ScimException(ScimError.TooMany(
                $"The request adds and removes more than {MostChanges} members of one group. Spread them over several requests."));
        }
    }
}
