using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.Journaling.Reading;
using ScimFunctions.Directory.TenantGroups.Removal;
using ScimFunctions.Tests.Directory;
using ScimFunctions.Tests.Storage;
using ScimFunctions.Tests.Tokens;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>Processes whose clocks differ, by more than any lease, lose nothing and let nobody in.</summary>
public sealed class ClockSkewTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1)]
    [InlineData(-30)]
    [InlineData(30)]
    [InlineData(60 * 24)]
    public async Task Every_change_of_either_is_in_the_journal_once(int minutes)
    {
        const int Each = 60;
        var table = new InMemoryTable();
        var (one, other) = (new FakeTimeProvider(Noon), new FakeTimeProvider(Noon.AddMinutes(minutes)));
        UserWorld[] processes = [new(table, one), new(table, other)];
        for (var number = 0; number < Each; number++)
        {
            foreach (var (process, index) in processes.Select((process, index) => (process, index)))
            {
                await process.CreateAsync($$"""{"userName":"user-{{index}}-{{number}}"}""");
            }

            one.Advance(TimeSpan.FromSeconds(20));
            other.Advance(TimeSpan.FromSeconds(20));
        }

        var entries = new List<JournalRecord>();
        var reader = new JournalReader(table, new FakeTimeProvider(Noon.AddDays(3)));
        JournalCursor? cursor = null;
        for (var more = true; more;)
        {
            var page = await reader.ReadAsync(processes[0].Group.Id, new JournalQuery { Cursor = cursor, Count = 50 }, Cancellation);
            entries.AddRange(page.Entries);
            (cursor, more) = (page.Cursor, page.More);
        }

        Assert.Equal(2 * Each, entries.Count);
        Assert.Equal(2 * Each, entries.Select(record => record.Entry.ResourceId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Updates_of_one_user_by_both_are_all_made()
    {
        var table = new InMemoryTable();
        UserWorld[] processes = [new(table, new FakeTimeProvider(Noon)), new(table, new FakeTimeProvider(Noon.AddHours(-2)))];
        var user = await processes[0].CreateAsync("""{"userName":"ada"}""");
        for (var number = 0; number < 10; number++)
        {
            await processes[number % 2].PatchAsync(user.Id, $$"""[{"op":"add","path":"phoneNumbers","value":[{"value":"{{number}}"}]}]""");
        }

        var found = await processes[1].Users.FindAsync(processes[1].Group, user.Id, Cancellation);
        Assert.Equal(10, found!.ToResource()["phoneNumbers"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(61, false)]
    [InlineData(59, true)]
    public async Task An_expiry_is_judged_by_the_clock_of_who_is_asked(int minutes, bool comesIn)
    {
        var world = await TokenWorld.CreateAsync();
        var made = await world.MakeAsync(TimeSpan.FromHours(1));
        world.Time.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(comesIn, await world.AuthenticateAsync(made) is Granted);
    }

    [Fact]
    public void Nothing_is_removed_before_clocks_that_differ_by_less_than_a_request_agree_that_it_may_be() =>
        Assert.True(TenantGroupDeletion.UntilSecondSweep >= TenantGroupDeletion.LongestRequest);
}
