using System.Diagnostics;
using System.Net;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Tests.Functions.Groups;
using Xunit;

namespace ScimFunctions.Tests.Functions.LargeGroups;

/// <summary>Groups of the size that the largest organisations have. Each test leaves the group of all as it was.</summary>
public sealed class LargeGroupTests(LargeGroupServer server, ITestOutputHelper output) : IClassFixture<LargeGroupServer>
{
    private const string Everyone = "/Groups/" + LargeStore.Everyone;

    private TenantSession Session => server.Session;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Members => LargeStore.Users.Take(LargeStore.Many);

    [Fact]
    public async Task One_member_comes_or_goes_in_two_calls_however_many_there_are()
    {
        var times = new List<TimeSpan>();
        for (var change = 0; change < 50; change++)
        {
            var (begun, operation) = (Stopwatch.GetTimestamp(), change % 2 == 0 ? "add" : "remove");
            server.Counted.Reset();

            (await Session.PatchGroupAsync(LargeStore.Everyone, Operation(operation, LargeStore.Users[^1]))).Is(HttpStatusCode.NoContent);

            times.Add(Stopwatch.GetElapsedTime(begun));
            Assert.InRange(server.Counted.Total, 1, 3);
        }

        output.WriteLine($"p50: {times.Order().ElementAt(times.Count / 2).TotalMilliseconds:f2} ms");
    }

    [Fact]
    public async Task Put_of_all_members_writes_the_difference()
    {
        var version = (await Session.GetAsync(Everyone + "?excludedAttributes=members")).ETag;
        var others = Members.Skip(3).Concat(LargeStore.Users.TakeLast(3)).ToArray();
        var body = GroupSession.Body("Everyone", others);
        server.Counted.Reset();
        var begun = Stopwatch.GetTimestamp();

        var put = (await Session.SendAsync("PUT", Everyone + "?excludedAttributes=members", body, ("If-Match", version))).Is(HttpStatusCode.OK);

        output.WriteLine($"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:f0} ms for {body.Length:n0} bytes");
        Assert.Equal(1, server.Counted.Commits);

        // A page for each thousand members, which end just there.
        Assert.InRange(server.Counted.Reads, 100, 102);
        Assert.InRange(server.Counted.Finds, 1, 8);
        Assert.Equal(others.Order(StringComparer.Ordinal), await MembersAsync());
        (await Session.SendAsync("PUT", Everyone + "?excludedAttributes=members", GroupSession.Body("Everyone", [.. Members]), ("If-Match", put.ETag)))
            .Is(HttpStatusCode.OK);
        Assert.Equal(Members, await MembersAsync());
    }

    [Fact]
    public async Task Get_writes_the_members_page_by_page()
    {
        server.Counted.Reset();
        using var request = Session.Tenant.Request(HttpMethod.Get, Everyone);
        var begun = Stopwatch.GetTimestamp();
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        var first = new byte[64 * 1024];
        await stream.ReadExactlyAsync(first, Cancellation);
        var held = GC.GetTotalMemory(forceFullCollection: true);

        var length = first.Length + await LengthAsync(stream);

        output.WriteLine($"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:f0} ms for {length:n0} bytes");
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.InRange(length, 10_000_000, 30_000_000);

        // While almost all is still to be sent, the ids are held and no text of them: without them there is less.
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(held - after, long.MinValue, 8 * 1024 * 1024);

        // The group, a page for each thousand members, and the group again.
        Assert.InRange(server.Counted.Total, 100, 104);
    }

    [Fact]
    public async Task Get_that_names_attributes_of_members_has_these_alone()
    {
        var group = (await Session.GetAsync(Everyone + "?attributes=members.value")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(Members, GroupSession.MembersOf(group));
        Assert.Equal(["value"], group["members"]![LargeStore.Many - 1]!.AsObject().Select(member => member.Key));
        Assert.Equal(["id", "members", "schemas"], group.Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_with_such_a_group_is_whole()
    {
        var list = (await Session.GetAsync("/Groups?filter=displayName%20eq%20%22Everyone%22")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(Members, GroupSession.MembersOf(Assert.Single(list["Resources"]!.AsArray())!.AsObject()));
    }

    [Fact]
    public async Task Ten_thousand_members_come_all_or_none_and_go_with_their_group()
    {
        var group = (await Session.CreateGroupAsync("Ten thousand")).Is(HttpStatusCode.Created).Id;
        var members = Members.Take(10_000).ToArray();

        (await Session.PatchGroupAsync(group, Operation("add", [.. members, "nobody"]))).IsError(400, "invalidValue");
        Assert.Empty(await Session.MembersAsync(group));

        var begun = Stopwatch.GetTimestamp();
        (await Session.PatchGroupAsync(group, Operation("add", members))).Is(HttpStatusCode.NoContent);
        output.WriteLine($"answered after {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:f0} ms");
        Assert.Equal(members, await Session.MembersAsync(group));
        await server.SettledAsync();
        output.WriteLine($"made after {Stopwatch.GetElapsedTime(begun).TotalMilliseconds:f0} ms");
        Assert.Equal(members, await Session.MembersAsync(group));

        (await Session.SendAsync("DELETE", "/Groups/" + group)).Is(HttpStatusCode.NoContent);
        (await Session.GetAsync("/Groups/" + group)).IsError(404);
        await server.CheckAsync();
    }

    [Fact]
    public async Task User_in_a_thousand_groups_leaves_them_all()
    {
        var user = (await Session.CreateAsync("in a thousand")).Is(HttpStatusCode.Created).Id;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), Cancellation, async (number, _) =>
            (await Session.CreateGroupAsync($"Team {number}", user)).Is(HttpStatusCode.Created));
        Assert.Equal(1_000, (await Session.GetAsync("/Users/" + user)).Is(HttpStatusCode.OK).Json["groups"]!.AsArray().Count);
        var begun = Stopwatch.GetTimestamp();

        (await Session.SendAsync("DELETE", "/Users/" + user)).Is(HttpStatusCode.NoContent);

        output.WriteLine($"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:f0} ms");
        (await Session.GetAsync("/Users/" + user)).IsError(404);
        var left = (await Session.GetAsync($"/Groups?filter=members.value%20eq%20%22{user}%22&count=0")).Is(HttpStatusCode.OK);
        Assert.Equal(0, (int)left.Json["totalResults"]!);
        await server.SettledAsync();
        Assert.Equal(0, await server.RowsAsync(RowKeys.MemberOfAny(user)));
    }

    private static string Operation(string name, params IEnumerable<string> ids) =>
        $$"""[{"op":"{{name}}","path":"members","value":{{LargeStore.Values(ids)}}}]""";

    private Task<string[]> MembersAsync() => Session.MembersAsync(LargeStore.Everyone);

    private static async Task<long> LengthAsync(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var length = 0L;
        for (int read; (read = await stream.ReadAsync(buffer, Cancellation)) > 0;)
        {
            length += read;
        }

        return length;
    }
}
