using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions;

/// <summary>Pages, order and projection of lists (RFC 7644 §3.4.2).</summary>
public abstract class ListTests(InProcessServer server)
{
    [Theory]
    [InlineData("", 5, 1, "all")]
    [InlineData("?startIndex=0&count=2", 5, 1, "0,1")]
    [InlineData("?startIndex=-3&count=1", 5, 1, "0")]
    [InlineData("?startIndex=2&count=2", 5, 2, "1,2")]
    [InlineData("?startIndex=5", 5, 5, "4")]
    [InlineData("?startIndex=6", 5, 6, "")]
    [InlineData("?startIndex=2147483647&count=2147483647", 5, 2147483647, "")]
    [InlineData("?startIndex=99999999999999999999", 5, 2147483647, "")]
    [InlineData("?startIndex=-99999999999999999999&count=99999999999999999999", 5, 1, "all")]
    [InlineData("?count=0", 5, 1, "")]
    [InlineData("?count=-1", 5, 1, "")]
    [InlineData("?count=5000", 5, 1, "all")]
    [InlineData("?filter=userName+pr&startIndex=4&count=1", 5, 4, "3")]
    [InlineData("?filter=userName+pr&count=0", 5, 1, "")]
    public async Task Page_holds_users_in_the_order_of_ids(string query, int total, int start, string expected)
    {
        var session = await TenantSession.NewAsync(server);
        var ids = await CreateAsync(session, "a", "b", "c", "d", "e");
        var wanted = expected switch
        {
            "all" => ids,
            "" => [],
            _ => [.. expected.Split(',').Select(index => ids[int.Parse(index, CultureInfo.InvariantCulture)])],
        };

        var list = (await session.GetAsync("/Users" + query)).Is(HttpStatusCode.OK).Json;

        Assert.Equal("""["urn:ietf:params:scim:api:messages:2.0:ListResponse"]""", list["schemas"]!.ToJsonString());
        Assert.Equal(total, (int)list["totalResults"]!);
        Assert.Equal(start, (int)list["startIndex"]!);
        Assert.Equal(wanted.Length, (int)list["itemsPerPage"]!);
        Assert.Equal(wanted, Values(list, "id"));
    }

    [Theory]
    [InlineData("sortBy=userName", "Ada,bob,Eve")]
    [InlineData("sortBy=userName&sortOrder=Descending", "Eve,bob,Ada")]
    [InlineData("sortBy=urn:ietf:params:scim:schemas:core:2.0:User:userName&sortOrder=descending&startIndex=2&count=1", "bob")]
    [InlineData("sortBy=displayName", "Eve,bob,Ada")]
    [InlineData("sortBy=displayName&sortOrder=descending", "Ada,bob,Eve")]
    public async Task Order_is_by_the_folded_value_and_missing_ones_last(string query, string expected)
    {
        var session = await TenantSession.NewAsync(server);
        foreach (var (name, display) in new[] { ("bob", "Y"), ("Eve", "x"), ("Ada", null) })
        {
            var user = new JsonObject { ["userName"] = name };
            if (display is not null)
            {
                user["displayName"] = display;
            }

            (await session.SendAsync("POST", "/Users", TenantSession.User(user))).Is(HttpStatusCode.Created);
        }

        var list = (await session.GetAsync("/Users?" + query)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(expected.Split(','), Values(list, "userName"));
    }

    [Theory]
    [InlineData("ascending")]
    [InlineData("descending")]
    public async Task Equal_users_keep_the_order_of_ids(string order)
    {
        var session = await TenantSession.NewAsync(server);
        var ids = await CreateAsync(session, "a", "b", "c", "d");
        var list = (await session.GetAsync("/Users?sortBy=active&sortOrder=" + order)).Json;
        Assert.Equal(ids, Values(list, "id"));
    }

    [Fact]
    public async Task Filter_that_finds_nothing_is_an_empty_list()
    {
        var list = (await (await TenantSession.NewAsync(server)).GetAsync("/Users?filter=userName+eq+%22nobody%22")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(0, (int)list["totalResults"]!);
        Assert.Empty(list["Resources"]!.AsArray());
    }

    private static async Task<string[]> CreateAsync(TenantSession session, params string[] names)
    {
        var ids = new List<string>();
        foreach (var name in names)
        {
            ids.Add((await session.CreateAsync(name)).Is(HttpStatusCode.Created).Id);
        }

        return [.. ids.Order(StringComparer.Ordinal)];
    }

    private static string[] Values(JsonObject list, string attribute) =>
        [.. list["Resources"]!.AsArray().Select(user => (string)user![attribute]!)];
}
