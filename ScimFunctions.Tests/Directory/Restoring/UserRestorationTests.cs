using ScimFunctions.Directory;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Restoring;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Restoring;

/// <summary>Deleted users that come back.</summary>
public sealed class UserRestorationTests
{
    private const string Ada = """
        { "userName": "ada", "externalId": "ada-1", "active": false, "emails": [{ "value": "ada@example.com", "type": "work" }],
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "manager": { "value": "bob" } } }
        """;

    private readonly UserWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deleted_user_comes_back_with_its_id_and_all_that_it_had()
    {
        var before = await _world.CreateAsync(Ada);
        await _world.DeleteAsync(before.Id);
        _world.Time.Advance(TimeSpan.FromDays(3));

        var after = Assert.IsType<Restored>(await RestoreAsync(before.Id)).User;

        var (expected, found) = (UserWorld.Sent(before), UserWorld.Sent(after));
        Assert.Equal((string?)expected["meta"]!["created"], (string?)found["meta"]!["created"]);
        Assert.Equal("2026-02-03T08:30:00.000Z", (string?)found["meta"]!["lastModified"]);
        expected.Remove("meta");
        found.Remove("meta");
        Assert.Equal(expected.ToJsonString(), found.ToJsonString());
        Assert.Equal(after.Version, (await _world.Users.GetAsync(_world.Group, before.Id, Cancellation)).Version);
        Assert.Equal(before.Id, Assert.Single((await _world.ListAsync("externalId eq \"ada-1\"")).Users).Id);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Role_comes_back()
    {
        var user = await _world.CreateAsync(Ada);
        var touch = Columns.Of(new Column("role", "owner"));
        await _world.Table.CommitAsync(
            _world.Group.Id, [new TouchRow(RowKeys.User(user.Id), touch), new TouchRow(RowKeys.Membership(user.Id), touch)], Cancellation);
        await _world.DeleteAsync(user.Id);

        Assert.Equal("owner", Assert.IsType<Restored>(await RestoreAsync(user.Id)).User.Role);
        await _world.CheckAsync();
    }

    [Fact]
    public async Task User_that_comes_back_can_be_deleted_and_come_back_again()
    {
        var user = await _world.CreateAsync(Ada);
        for (var round = 0; round < 2; round++)
        {
            await _world.DeleteAsync(user.Id);
            Assert.IsType<Restored>(await RestoreAsync(user.Id));
        }

        await _world.CheckAsync();
    }

    [Fact]
    public async Task User_that_is_there_is_not_deleted()
    {
        var user = await _world.CreateAsync(Ada);
        Assert.Equal(new NotDeleted(IsThere: true), await RestoreAsync(user.Id));
    }

    [Fact]
    public async Task User_that_was_restored_is_not_deleted()
    {
        var user = await _world.CreateAsync(Ada);
        await _world.DeleteAsync(user.Id);
        await RestoreAsync(user.Id);
        Assert.Equal(new NotDeleted(IsThere: true), await RestoreAsync(user.Id));
    }

    [Fact]
    public async Task Nobody_cannot_be_restored() => Assert.Equal(new NotDeleted(IsThere: false), await RestoreAsync("nobody"));

    [Fact]
    public async Task User_whose_entry_is_gone_is_no_longer_in_the_journal()
    {
        var user = await _world.CreateAsync(Ada);
        await _world.DeleteAsync(user.Id);
        await _world.Table.CommitAsync(_world.Group.Id, [new DeleteRow(_world.LastEntry().Key)], Cancellation);
        Assert.IsType<NoLongerInJournal>(await RestoreAsync(user.Id));
    }

    [Fact]
    public async Task Value_that_another_user_has_by_now_is_named_and_nothing_is_restored()
    {
        var user = await _world.CreateAsync(Ada);
        await _world.DeleteAsync(user.Id);
        var other = await _world.CreateAsync("""{ "userName": "ADA" }""");

        var taken = Assert.IsType<ValueTaken>(await RestoreAsync(user.Id));

        Assert.Equal((409, "uniqueness"), (taken.Error.Status, taken.Error.ScimType));
        Assert.Contains($"userName must be unique in this group, and the user with id {other.Id}", taken.Error.Detail, StringComparison.Ordinal);
        Assert.Null(await _world.Users.FindAsync(_world.Group, user.Id, Cancellation));
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Two_who_restore_a_user_at_once_restore_it_once()
    {
        var user = await _world.CreateAsync(Ada);
        await _world.DeleteAsync(user.Id);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RestoreAsync(user.Id, TimeProvider.System))));

        Assert.Single(outcomes.OfType<Restored>());
        Assert.Equal(3, outcomes.OfType<NotDeleted>().Count());
        await _world.CheckAsync();
    }

    [Fact]
    public async Task Answer_that_was_lost_is_a_success()
    {
        var user = await _world.CreateAsync(Ada);
        await _world.DeleteAsync(user.Id);
        var restoration = new UserRestoration(_world.Table, new Journal(_world.Table, _world.Time), _world.Time);
        await _world.CreateAsync("""{ "userName": "any" }""");
        Assert.IsType<NotDeleted>(await restoration.RestoreAsync(_world.Group, "nobody", new("a", "c"), Cancellation));
        _world.Table.OnNextCommit = (_, behind) =>
        {
            // That one is the lane's.
            _world.Table.OnNextCommit = (batch, table) => TamperedTable.LoseAnswerAsync(_world.Group.Id, batch, table);
            return behind.CommitAsync(_world.Group.Id, [.. _world.Table.Batches.Last()], CancellationToken.None).AsTask();
        };

        Assert.IsType<Restored>(await restoration.RestoreAsync(_world.Group, user.Id, new("a", "c"), Cancellation));
        await _world.CheckAsync();
    }

    // Those who meet each other wait, which takes a clock that goes on.
    private Task<RestoreOutcome> RestoreAsync(string id, TimeProvider? time = null) =>
        new UserRestoration(_world.Table, new Journal(_world.Table, time ?? _world.Time), time ?? _world.Time)
            .RestoreAsync(_world.Group, id, new ChangeContext("admin", "correlation"), Cancellation);
}
