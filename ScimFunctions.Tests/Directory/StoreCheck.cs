using System.Text.Json.Nodes;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;
using ScimFunctions.Storage.Embedded;
using Xunit;

namespace ScimFunctions.Tests.Directory;

/// <summary>Holds every row of a tenant group against the others: no user without its index rows, no index row without its user.</summary>
public static class StoreCheck
{
    /// <summary>Checks every tenant group of an embedded store.</summary>
    public static async Task CheckDirectoryAsync(string directory)
    {
        await using var table = EmbeddedTable.Open(directory);
        foreach (var stored in await new ScimFunctions.Directory.TenantGroups.TenantGroupRegistry(table, TimeProvider.System).ListAsync(1000, after: null, CancellationToken.None))
        {
            await CheckAsync(table, stored.Group.Id);
        }
    }

    /// <summary>Checks one tenant group.</summary>
    public static async Task CheckAsync(ITable table, string partition)
    {
        var rows = new Dictionary<string, Row>(StringComparer.Ordinal);
        var range = new RowRange("!", "~", 1000);
        RowPage page;
        do
        {
            page = await table.ReadAsync(partition, range, CancellationToken.None);
            foreach (var row in page.Rows)
            {
                rows.Add(row.Key, row);
            }

            range = page.Rows.Count > 0 ? range.After(page.Rows[^1].Key) : range;
        }
        while (page.More);

        var expected = rows.Values.Where(row => row.Key.StartsWith("u:", StringComparison.Ordinal)).SelectMany(KeysOf).ToHashSet(StringComparer.Ordinal);
        var found = rows.Keys.Where(key => key[..2] is "u:" or "i:" or "n:" or "e:" or "m:").ToHashSet(StringComparer.Ordinal);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        foreach (var user in rows.Values.Where(row => row.Key.StartsWith("u:", StringComparison.Ordinal)))
        {
            CheckStates(user, rows);
        }

        GroupStoreCheck.Check(rows);
    }

    private static void CheckStates(Row user, Dictionary<string, Row> rows)
    {
        var id = user.Key[2..];
        var resource = JsonNode.Parse(user.Document.Span)!.AsObject();
        var active = resource["active"]!.GetValue<bool>();
        Assert.Equal(active, user.Columns.GetBoolean("active"));
        Assert.Equal(active ? "active" : "ended", rows[RowKeys.Membership(id)].Columns.GetString("state"));
        Assert.Equal(user.Columns.GetString("role"), rows[RowKeys.Membership(id)].Columns.GetString("role"));
        Assert.Equal(id, rows[RowKeys.UserName(resource["userName"]!.GetValue<string>())].Columns.GetString("user"));
        if (resource["externalId"] is { } externalId)
        {
            var identity = rows[RowKeys.Identity(externalId.GetValue<string>())];
            Assert.Equal(id, identity.Columns.GetString("user"));
            Assert.Equal(active, identity.Columns.GetBoolean("active"));
        }
    }

    private static IEnumerable<string> KeysOf(Row user)
    {
        var id = user.Key[2..];
        var resource = JsonNode.Parse(user.Document.Span)!.AsObject();
        yield return user.Key;
        yield return RowKeys.Membership(id);
        yield return RowKeys.UserName(resource["userName"]!.GetValue<string>());
        if (resource["externalId"] is { } externalId)
        {
            yield return RowKeys.Identity(externalId.GetValue<string>());
        }

        foreach (var email in resource["emails"] as JsonArray ?? [])
        {
            if (email!["value"] is { } address)
            {
                yield return RowKeys.Email(address.GetValue<string>(), id);
            }
        }
    }
}
