using ScimFunctions.Directory.Checking.Subjects;
using ScimFunctions.Directory.Groups;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Directory.Members;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking.Facts;

/// <summary>What the rows of a tenant group say of each other. Ids hold nothing that a key has to escape.</summary>
internal static class RowFacts
{
    /// <summary>What the keys begin with that tell of facts, and whether the keys alone tell them.</summary>
    public static IReadOnlyList<(string Prefix, bool KeysOnly)> Prefixes { get; } =
    [
        ("u:", false), ("i:", false), ("n:", false), ("e:", false), ("m:", false), ("q:", false), ("x:", true),
        ("o:", false), ("g:", false), ("d:", false), ("gi:", false), ("gm:", true), ("mg:", true), ("gg:", true), ("gt", false), ("w:", false),
    ];

    /// <summary>The facts of a row.</summary>
    public static IReadOnlyList<Fact> Of(Row row, ResourceCatalog catalog, DateTimeOffset now)
    {
        var parts = row.Key.Split(':');
        return (parts[0], parts.Length) switch
        {
            ("u", 2) => OfUser(StoredUser.Of(row), catalog, now),
            ("g", 2) => OfGroup(StoredGroup.Of(row), catalog, now),
            ("x", 2) => [new(FactSide.Offer, Is(row.Key), Subject.None)],
            ("gm", 4) => OfMember(parts[1], new MemberEdge(parts[2] == "g", parts[3])),
            ("mg", 3) => [Reverse(parts[2], new MemberEdge(IsGroup: false, parts[1]), FactSide.Grant)],
            ("gg", 3) => [
                Reverse(parts[2], new MemberEdge(IsGroup: true, parts[1]), FactSide.Grant), Nested(parts[1], parts[2], FactSide.Claim)],
            ("gt", 1) => [
                .. NestingRow.Read(row).SelectMany(child => child.Value.Select(parent => Nested(child.Key, parent, FactSide.Grant))),
                .. NestingRow.ReadPending(row).Values.Select(intent => Pending(intent.Group, intent.Id, FactSide.Claim, row.Key))],
            ("o", 2) => [.. Owners.Read(row).Select(id => Owner(id, FactSide.Grant))],
            ("w", 2) => OfIntent(parts[1], new GroupIntent(row)),
            ("w", 5) => [new(FactSide.Need, Intent(parts[1], parts[2]), new IntentSubject(parts[1], row.Key))],
            _ => [new(FactSide.Grant, RowText.Index(row.Key, row.Columns), new IndexRowSubject(row.Key))],
        };
    }

    private static List<Fact> OfUser(StoredUser user, ResourceCatalog catalog, DateTimeOffset now)
    {
        var expected = ExpectedRows.Of(user, catalog, now);
        var facts = OfDocument(user, expected, new DocumentSubject(IsGroup: false, user.Id));
        if (user.InGroups)
        {
            facts.Add(new(FactSide.Offer, InGroups(user.Id), Subject.None));
        }

        if (expected is not null && user.IsOwner)
        {
            facts.Add(Owner(user.Id, FactSide.Claim));
        }

        return facts;
    }

    private static List<Fact> OfGroup(StoredGroup group, ResourceCatalog catalog, DateTimeOffset now)
    {
        var subject = new DocumentSubject(IsGroup: true, group.Id);
        var facts = OfDocument(group, ExpectedRows.Of(group, catalog, now), subject);
        facts.Add(new(FactSide.Need, Is(RowKeys.TakenId(group.Id)), subject));
        if (group.Intent is not null)
        {
            facts.Add(new(FactSide.Offer, Last(group.Id, group.Intent), Subject.None));
        }

        return facts;
    }

    private static List<Fact> OfDocument(StoredResource resource, ExpectedRows? expected, Subject subject)
    {
        var (key, columns) = (resource.Row.Key, resource.Row.Columns);
        return expected is null
            ? [new(FactSide.Claim, $"{key} can be read", subject), new(FactSide.Offer, Is(key), Subject.None)]
            :
            [
                new(FactSide.Offer, Is(key), Subject.None),
                new(FactSide.Claim, RowText.Document(key, expected.Own.Columns), subject),
                new(FactSide.Grant, RowText.Document(key, columns), subject),
                .. expected.Index.Values.Select(row => new Fact(FactSide.Claim, RowText.Index(row.Key, row.Columns), subject)),
            ];
    }

    private static List<Fact> OfMember(string group, MemberEdge member)
    {
        var subject = new EdgeSubject(group, member);
        return
        [
            Reverse(group, member, FactSide.Claim),
            new(FactSide.Need, Is(RowKeys.Group(group)), subject),
            new(FactSide.Need, member.IsGroup ? Is(RowKeys.Group(member.Id)) : InGroups(member.Id), subject),
        ];
    }

    private static List<Fact> OfIntent(string group, GroupIntent intent) =>
    [
        new(FactSide.Offer, Intent(group, intent.Id), Subject.None),
        Pending(group, intent.Id, FactSide.Grant, RowKeys.Intent(group)),
        .. intent.IsDeletion ? Array.Empty<Fact>() : [new(FactSide.Need, Last(group, intent.Id), new IntentSubject(group, RowKeys.Intent(group)))],
    ];

    private static Fact Reverse(string group, MemberEdge member, FactSide side) =>
        new(side, $"{(member.IsGroup ? "group" : "user")} {member.Id} in {group}", new EdgeSubject(group, member));

    private static Fact Owner(string user, FactSide side) => new(side, $"{user} is an owner", new OwnerSubject(user));

    private static Fact Nested(string child, string parent, FactSide side) =>
        new(side, $"{child} nested in {parent}", new NestingSubject(child, parent));

    private static Fact Pending(string group, string intent, FactSide side, string key) =>
        new(side, $"change {intent} of {group}", new IntentSubject(group, key));

    private static string Intent(string group, string intent) => $"header of {intent} of {group}";

    private static string Last(string group, string intent) => $"last change of {group} is {intent}";

    private static string Is(string key) => $"{key} is there";

    private static string InGroups(string user) => $"{user} is in groups";
}
