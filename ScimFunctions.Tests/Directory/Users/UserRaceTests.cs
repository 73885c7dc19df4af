using ScimFunctions.Protocol.Errors;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Users;

/// <summary>Two processes on one store, by two directories on one table.</summary>
public sealed class UserRaceTests
{
    private readonly UserWorld _first;
    private readonly UserWorld _second;

    public UserRaceTests()
    {
        var table = new InMemoryTable();
        _first = new UserWorld(table, TimeProvider.System);
        _second = new UserWorld(table, TimeProvider.System);
    }

    [Fact]
    public async Task Thirty_two_patches_at_once_lose_nothing()
    {
        var user = await _first.CreateAsync("""{ "userName": "bob" }""");

        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => RepeatedAsync(() => Process(i).PatchAsync(
            user.Id, $$"""[{ "op": "add", "path": "phoneNumbers", "value": [{ "type": "work", "value": "{{i}}" }] }]""")))));

        var numbers = UserWorld.Sent(await _first.Users.GetAsync(_first.Group, user.Id, TestContext.Current.CancellationToken))["phoneNumbers"]!.AsArray();
        Assert.Equal(32, numbers.Select(number => number!["value"]!.GetValue<string>()).Distinct().Count());
        await _first.CheckAsync();
    }

    [Theory]
    [InlineData("""{ "userName": "bob-{0}", "externalId": "same" }""", "externalId")]
    [InlineData("""{ "userName": "same", "externalId": "bob-{0}" }""", "userName")]
    [InlineData("""{ "userName": "bob-{0}", "id": "same", "externalId": "same" }""", "externalId")]
    public async Task One_of_many_creates_wins_and_the_others_name_it(string json, string attribute)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
            OutcomeAsync(() => Process(i).CreateAsync(json.Replace("{0}", $"{i}", StringComparison.Ordinal))))));

        var winner = Assert.Single(outcomes, outcome => outcome.Error is null).Id;
        Assert.All(outcomes.Where(outcome => outcome.Error is not null), outcome =>
        {
            Assert.Equal((409, "uniqueness"), (outcome.Error!.Status, outcome.Error.ScimType));
            Assert.StartsWith(attribute + " must be unique", outcome.Error.Detail, StringComparison.Ordinal);
            Assert.Contains(winner!, outcome.Error.Detail, StringComparison.Ordinal);
        });
        await _first.CheckAsync();
    }

    [Fact]
    public async Task Rename_to_a_name_that_was_freed_meanwhile_succeeds()
    {
        var holder = await _first.CreateAsync("""{ "userName": "wanted" }""");
        var user = await _second.CreateAsync("""{ "userName": "bob" }""");
        _second.Table.OnFind = async (key, _) =>
        {
            if (key == "n:WANTED")
            {
                _second.Table.OnFind = null;
                await _first.SetAsync(holder.Id, "userName", "\"other\"");
            }
        };

        await _second.SetAsync(user.Id, "userName", "\"wanted\"");

        Assert.Equal(user.Id, Assert.Single((await _first.ListAsync("userName eq \"wanted\"")).Users).Id);
        await _first.CheckAsync();
    }

    [Fact]
    public async Task Rename_to_a_name_that_is_taken_names_its_owner()
    {
        var holder = await _first.CreateAsync("""{ "userName": "wanted" }""");
        var user = await _second.CreateAsync("""{ "userName": "bob" }""");
        var (_, error) = await OutcomeAsync(() => _second.SetAsync(user.Id, "userName", "\"WANTED\""));
        Assert.Equal(409, error!.Status);
        Assert.Contains(holder.Id, error.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("wanted", error.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Delete_and_patch_at_once_leave_no_row_behind()
    {
        for (var round = 0; round < 16; round++)
        {
            var user = await _first.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");
            await Task.WhenAll(
                Task.Run(() => OutcomeAsync(() => _first.SetAsync(user.Id, "active", "false")), TestContext.Current.CancellationToken),
                Task.Run(() => _second.DeleteAsync(user.Id), TestContext.Current.CancellationToken));
            Assert.Null(await _first.Users.FindAsync(_first.Group, user.Id, TestContext.Current.CancellationToken));
            await _first.CheckAsync();
        }
    }

    [Fact]
    public async Task Active_flipped_by_both_at_once_ends_in_one_state()
    {
        var user = await _first.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
            RepeatedAsync(() => Process(i / 2).SetAsync(user.Id, "active", i % 2 == 0 ? "true" : "false")))));
        await _first.CheckAsync();
    }

    [Fact]
    public async Task Deleted_user_s_chosen_id_comes_back_with_its_externalId_alone()
    {
        const string bob = """{ "userName": "bob", "id": "bob-1", "externalId": "bob-1" }""";
        await _first.CreateAsync(bob);
        await _first.DeleteAsync("bob-1");
        Assert.Equal("bob-1", (await _second.CreateAsync(bob)).Id);

        await _first.SetAsync("bob-1", "externalId", "\"bob-2\"");
        await _first.DeleteAsync("bob-1");
        Assert.NotEqual("bob-1", (await _second.CreateAsync(bob)).Id);
        await _first.CheckAsync();
    }

    [Fact]
    public async Task Change_whose_answer_was_lost_answers_with_what_is_stored()
    {
        var user = await _first.CreateAsync("""{ "userName": "bob" }""");
        _first.Table.OnNextCommit = (batch, behind) => TamperedTable.LoseAnswerAsync(_first.Group.Id, batch, behind);

        var changed = await _first.SetAsync(user.Id, "title", "\"Dr\"");

        Assert.Equal("Dr", UserWorld.Sent(changed)["title"]!.GetValue<string>());
        Assert.Equal((await _second.Users.GetAsync(_second.Group, user.Id, TestContext.Current.CancellationToken)).Version, changed.Version);
    }

    private UserWorld Process(int writer) => writer % 2 == 0 ? _first : _second;

    private static async Task<(string? Id, ScimError? Error)> OutcomeAsync(Func<Task<ScimFunctions.Directory.Users.StoredUser>> change)
    {
        try
        {
            return ((await change()).Id, null);
        }
        catch (ScimException exception)
        {
            return (null, exception.Error);
        }
    }

    // As a client does that is told to come again.
    private static async Task RepeatedAsync(Func<Task<ScimFunctions.Directory.Users.StoredUser>> change)
    {
        while (await OutcomeAsync(change) is { Error: { } error })
        {
            Assert.Equal(503, error.Status);
        }
    }
}
