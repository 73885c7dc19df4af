using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Tests.Hosting;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Functions.Searching;

/// <summary>Pages by cursor (RFC 9865).</summary>
public sealed class CursorTests : IAsyncLifetime
{
    private readonly ObservedServer _server = new();

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("&sortBy=userName&sortOrder=descending")]
    [InlineData("&filter=userName+co+%22user%22&attributes=userName")]
    public async Task Pages_joined_are_the_list_and_lead_back(string query)
    {
        var session = await PeopleAsync();
        var whole = Ids((await session.GetAsync("/Users?" + query)).Is(HttpStatusCode.OK).Json);

        var first = await PageAsync(session, "", query);
        Assert.False(first.ContainsKey("previousCursor"));
        Assert.False(first.ContainsKey("startIndex"));
        Assert.Equal((7, 3), ((int)first["totalResults"]!, (int)first["itemsPerPage"]!));
        var second = await PageAsync(session, Next(first), query);
        var third = await PageAsync(session, Next(second), query);
        Assert.False(third.ContainsKey("nextCursor"));
        Assert.Equal(whole, Ids(first).Concat(Ids(second)).Concat(Ids(third)));

        var back = await PageAsync(session, (string)third["previousCursor"]!, query);
        Assert.Equal(Ids(second), Ids(back));
        Assert.Equal(Ids(first), Ids(await PageAsync(session, (string)back["previousCursor"]!, query)));
        Assert.Equal(Ids(third), Ids(await PageAsync(session, Next(back), query)));
    }

    [Fact]
    public async Task Search_goes_on_where_a_query_began()
    {
        var session = await PeopleAsync();
        var first = await PageAsync(session, "", "");
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:SearchRequest"),
            ["cursor"] = Next(first),
            ["count"] = 3,
        };
        var searched = (await session.SendAsync("POST", "/Users/.search", body.ToJsonString())).Is(HttpStatusCode.OK).Json;
        Assert.Equal(Ids(await PageAsync(session, Next(first), "")), Ids(searched));
    }

    [Theory]
    [InlineData("/Users?count=3&cursor=nonsense", "invalidCursor")]
    [InlineData("/Users?count=3&cursor={next}A", "invalidCursor")]
    [InlineData("/Users?count=3&filter=userName+pr&cursor={next}", "invalidCursor")]
    [InlineData("/Users?count=3&sortBy=userName&cursor={next}", "invalidCursor")]
    [InlineData("/Users?count=3&attributes=userName&cursor={next}", "invalidCursor")]
    [InlineData("/Groups?count=3&cursor={next}", "invalidCursor")]
    [InlineData("?count=3&cursor={next}", "invalidCursor")]
    [InlineData("/Users?count=4&cursor={next}", "invalidCount")]
    [InlineData("/Users?cursor={next}", "invalidCount")]
    [InlineData("/Users?count=1001&cursor=", "invalidCount")]
    [InlineData("/Users?count=3&startIndex=1&cursor={next}", "invalidValue")]
    [InlineData("/Users?startIndex=1&cursor", "invalidValue")]
    [InlineData("/Users?count=3&cursor={next}&cursor=", "invalidValue")]
    public async Task Cursor_is_refused(string path, string scimType)
    {
        var session = await PeopleAsync();
        var next = Next(await PageAsync(session, "", ""));
        (await session.GetAsync(path.Replace("{next}", next, StringComparison.Ordinal))).IsError(400, scimType);
    }

    [Fact]
    public async Task Cursor_of_another_tenant_group_is_refused()
    {
        var next = Next(await PageAsync(await PeopleAsync(), "", ""));
        (await (await PeopleAsync()).GetAsync("/Users?count=3&cursor=" + next)).IsError(400, "invalidCursor");
    }

    [Fact]
    public async Task Cursor_expires()
    {
        var session = await PeopleAsync();
        var next = Next(await PageAsync(session, "", ""));
        _server.Time.Advance(CursorSealer.Timeout);
        (await session.GetAsync("/Users?count=3&cursor=" + next)).Is(HttpStatusCode.OK);
        _server.Time.Advance(TimeSpan.FromSeconds(1));
        (await session.GetAsync("/Users?count=3&cursor=" + next)).IsError(400, "expiredCursor");
    }

    [Fact]
    public async Task Cursor_outlives_the_rotation_of_its_key()
    {
        var session = await PeopleAsync();
        await PageAsync(session, "", "");
        _server.Time.Advance(CursorKeys.Lifetime - TimeSpan.FromMinutes(1));
        var next = Next(await PageAsync(session, "", ""));
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        var rotated = await PageAsync(session, next, "");
        Assert.Equal(1, (int)(await PageAsync(session, Next(rotated), ""))["itemsPerPage"]!);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    public async Task Count_of_nothing_gives_the_total_alone(string count)
    {
        var session = await PeopleAsync();
        var next = Next(await PageAsync(session, "", ""));
        foreach (var cursor in (string[])["", next])
        {
            var list = (await session.GetAsync($"/Users?count={count}&cursor={cursor}")).Is(HttpStatusCode.OK).Json;
            Assert.Equal((7, 0), ((int)list["totalResults"]!, (int)list["itemsPerPage"]!));
            Assert.False(list.ContainsKey("nextCursor") || list.ContainsKey("previousCursor"));
        }
    }

    [Fact]
    public async Task Configuration_says_how_pages_are_reached()
    {
        var config = (await (await PeopleAsync()).GetAsync("/ServiceProviderConfig")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(
            """{"cursor":true,"index":true,"defaultPaginationMethod":"index","defaultPageSize":100,"maxPageSize":1000,"cursorTimeout":3600}""",
            config["pagination"]!.ToJsonString());
    }

    private async Task<TenantSession> PeopleAsync()
    {
        var session = await TenantSession.NewAsync(_server);
        for (var i = 0; i < 7; i++)
        {
            (await session.CreateAsync($"user-{i}")).Is(HttpStatusCode.Created);
        }

        return session;
    }

    private static async Task<JsonObject> PageAsync(TenantSession session, string cursor, string query) =>
        (await session.GetAsync($"/Users?count=3&cursor={cursor}{query}")).Is(HttpStatusCode.OK).Json;

    private static string Next(JsonObject page) => (string)page["nextCursor"]!;

    private static string[] Ids(JsonObject page) => [.. page["Resources"]!.AsArray().Select(one => (string)one!["id"]!)];
}
