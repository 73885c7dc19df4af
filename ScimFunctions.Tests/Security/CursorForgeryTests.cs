using System.Buffers.Text;
using System.Net;
using ScimFunctions.Tests.Functions.Management;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>A cursor that the server did not seal, or sealed for something else, is refused, and nothing is told of why.</summary>
public sealed class CursorForgeryTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    [Fact]
    public async Task A_cursor_with_any_byte_changed_is_refused()
    {
        var session = await PeopleAsync();
        var cursor = await NextAsync(session);
        var bytes = Base64Url.DecodeFromChars(cursor);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            (await session.Users.GetAsync("/Users?count=1&cursor=" + Base64Url.EncodeToString(bytes))).IsError(400, "invalidCursor");
            bytes[at] ^= 1;
        }

        (await session.Users.GetAsync("/Users?count=1&cursor=" + cursor)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("====")]
    [InlineData("%00")]
    [InlineData("..%2F..")]
    [InlineData("u%3A1")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_made_up_cursor_is_refused_everywhere(string cursor)
    {
        var session = await PeopleAsync();
        (await session.Users.GetAsync("/Users?count=1&cursor=" + cursor)).IsError(400, "invalidCursor");
        foreach (var list in (string[])["/identities", "/members", "/erasures", "/log"])
        {
            ManagementSession.IsProblem(await session.SendAsync("GET", $"{list}?count=1&cursor={cursor}"), HttpStatusCode.BadRequest, "cursor");
        }
    }

    [Fact]
    public async Task A_cursor_cut_off_or_too_long_is_refused()
    {
        var session = await PeopleAsync();
        var cursor = await NextAsync(session);
        foreach (var forged in (string[])[cursor[..^1], cursor[..(cursor.Length / 2)], cursor[..4], cursor + cursor, new string('A', 8_000)])
        {
            (await session.Users.GetAsync("/Users?count=1&cursor=" + forged)).IsError(400, "invalidCursor");
        }
    }

    [Fact]
    public async Task A_cursor_is_good_for_one_list_of_one_group()
    {
        var session = await PeopleAsync();
        var cursor = await NextAsync(session);
        (await (await PeopleAsync()).Users.GetAsync("/Users?count=1&cursor=" + cursor)).IsError(400, "invalidCursor");
        ManagementSession.IsProblem(await session.SendAsync("GET", "/members?count=1&cursor=" + cursor), HttpStatusCode.BadRequest, "cursor");
    }

    private async Task<ManagementSession> PeopleAsync()
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.CreateAsync("ada", "1");
        await session.Users.CreateAsync("bo", "2");
        return session;
    }

    private static async Task<string> NextAsync(ManagementSession session) =>
        (string)(await session.Users.GetAsync("/Users?count=1&cursor=")).Is(HttpStatusCode.OK).Json["nextCursor"]!;
}
