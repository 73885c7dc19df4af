using System.Text.Json.Nodes;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory;

/// <summary>Holds the rows of SCIM groups against each other: no edge without its reverse and both its ends, no name without its group.</summary>
internal static class GroupStoreCheck
{
    public static void Check(IReadOnlyDictionary<string, Row> rows)
    {
        CheckNames(rows);
        CheckEdges(rows);
        CheckNesting(rows);
        Assert.Empty(Of("w:", rows));
        Assert.All(Of("g:", rows), row => Assert.NotEqual(true, row.Columns.GetBoolean("pending")));
    }

    private static void CheckNames(IReadOnlyDictionary<string, Row> rows)
    {
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in Of("g:", rows))
        {
            var id = group.Key[2..];
            var resource = JsonNode.Parse(group.Document.Span)!.AsObject();
            var name = resource["displayName"]!.GetValue<string>();
            Assert.Equal(id, resource["id"]!.GetValue<string>());
            Assert.Equal(name, group.Columns.GetString("displayName"));
            Assert.False(resource.ContainsKey("members"));
            expected.Add(group.Columns.GetBoolean("sharedName") is true ? RowKeys.SharedGroupName(name, id) : RowKeys.GroupName(name), id);
            if (resource["externalId"] is { } externalId)
            {
                expected.Add(RowKeys.GroupExternalId(externalId.GetValue<string>()), id);
            }
        }

        var found = Of("d:", rows).Concat(Of("gi:", rows)).ToDictionary(row => row.Key, row => row.Columns.GetString("group")!);
        Assert.Equal(expected, found.OrderBy(row => row.Key, StringComparer.Ordinal).ToDictionary());
    }

    private static void CheckEdges(IReadOnlyDictionary<string, Row> rows)
    {
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var edge in Of("gm:", rows))
        {
            var parts = edge.Key.Split(':');
            var (group, isUser, member) = (parts[1], parts[2] == "u", parts[3]);
            Assert.True(rows.ContainsKey(RowKeys.Group(group)), $"{edge.Key} has no group.");
            Assert.True(rows.TryGetValue(isUser ? RowKeys.User(member) : RowKeys.Group(member), out var row), $"{edge.Key} has no member.");
            Assert.True(!isUser || row.Columns.GetBoolean("inGroups") is true, $"{edge.Key} has a member that does not know.");
            expected.Add(isUser ? RowKeys.MemberOf(member, group) : RowKeys.Parent(member, group));
        }

        Assert.Equal(expected, Of("mg:", rows).Concat(Of("gg:", rows)).Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    private static void CheckNesting(IReadOnlyDictionary<string, Row> rows)
    {
        var expected = Of("gg:", rows).Select(row => row.Key[3..]).Order(StringComparer.Ordinal);
        var graph = rows.TryGetValue("gt", out var nesting) ? JsonNode.Parse(nesting.Document.Span)!.AsObject() : [];
        var found = graph.SelectMany(child => child.Value!.AsArray().Select(parent => $"{child.Key}:{parent!.GetValue<string>()}"));
        Assert.Equal(expected, found.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Row> Of(string prefix, IReadOnlyDictionary<string, Row> rows) =>
        rows.Values.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal));
}
