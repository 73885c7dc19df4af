using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Directory.TenantGroups;

/// <summary>For how long, and to whom, the former path of a tenant group belongs.</summary>
public sealed class TenantGroupRenamingTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedTable _table = new();
    private readonly TenantGroupRegistry _groups;
    private readonly TenantGroupRenaming _renaming;

    public TenantGroupRenamingTests()
    {
        _groups = new(_table, _time);
        _renaming = new(_table, _groups, new(Grace), _time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_old_path_answers_for_the_grace_and_then_no_more()
    {
        var id = await MakeAsync("old");
        await RenameAsync("old", "new");

        Assert.Equal((id, _time.GetUtcNow() + Grace), await FindAsync("OLD"));
        _time.Advance(Grace - TimeSpan.FromSeconds(1));
        Assert.Equal(id, (await FindAsync("old"))?.Id);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await FindAsync("old"));
        Assert.Equal((id, null), await FindAsync("new"));
    }

    [Fact]
    public async Task The_old_path_is_taken_until_it_answers_no_more()
    {
        await MakeAsync("old");
        await MakeAsync("third");
        await RenameAsync("old", "new");

        Assert.IsType<TenantGroupExists>(await _groups.CreateAsync("old", null, Cancellation));
        Assert.IsType<TenantGroupExists>(await _renaming.RenameAsync("third", "OLD", null, null, Cancellation));
        _time.Advance(Grace);
        var other = await MakeAsync("old");

        Assert.Equal((other, null), await FindAsync("old"));
        await RenameAsync("new", "newer");
        Assert.Equal((other, null), await FindAsync("old"));
    }

    [Fact]
    public async Task All_former_paths_lead_to_the_last_one()
    {
        var id = await MakeAsync("aa");
        await RenameAsync("aa", "bb");
        await RenameAsync("aa", "cc");

        Assert.Equal(id, (await FindAsync("aa"))?.Id);
        Assert.Equal(id, (await FindAsync("bb"))?.Id);
        Assert.Equal((id, null), await FindAsync("cc"));
    }

    [Fact]
    public async Task A_group_gets_its_own_path_back()
    {
        var id = await MakeAsync("aa");
        await RenameAsync("aa", "bb");
        var back = await RenameAsync("bb", "aa");

        Assert.Equal(["bb"], back.PreviousPaths!.Select(previous => previous.Path));
        Assert.Equal((id, null), await FindAsync("aa"));
        Assert.Equal(id, (await FindAsync("bb"))?.Id);
    }

    [Fact]
    public async Task Another_case_of_the_path_leaves_no_former_one()
    {
        await MakeAsync("acme");
        var renamed = await RenameAsync("acme", "Acme");
        Assert.Equal(("Acme", null), (renamed.Path, renamed.PreviousPaths));
    }

    [Fact]
    public async Task Without_grace_the_old_path_is_free_at_once()
    {
        await MakeAsync("old");
        var renaming = new TenantGroupRenaming(_table, _groups, new(TimeSpan.Zero), _time);
        Assert.IsType<TenantGroupSaved>(await renaming.RenameAsync("old", "new", null, null, Cancellation));
        Assert.Null(await FindAsync("old"));
        await MakeAsync("old");
    }

    [Fact]
    public async Task There_are_at_most_ten_former_paths()
    {
        await MakeAsync("p0");
        for (var i = 1; i <= TenantGroupRenaming.MostPreviousPaths; i++)
        {
            await RenameAsync("p0", $"p{i}");
        }

        Assert.IsType<TenantGroupMovedTooOften>(await _renaming.RenameAsync("p0", "last", null, null, Cancellation));
    }

    [Fact]
    public async Task A_lost_answer_is_found_out()
    {
        await MakeAsync("old");
        _table.LoseNextAnswer = true;
        await RenameAsync("old", "new");
        Assert.NotNull(await FindAsync("new"));
    }

    [Fact]
    public async Task A_change_at_the_same_time_is_kept()
    {
        await MakeAsync("old");
        var changes = new TenantGroupChanges(_groups, _time);
        _table.BeforeNextCommit = () => changes.ChangeAsync("old", group => group with { UserLimit = 5 }, null, Cancellation);
        // The pause before the second attempt is of the clock that the test has.
        var renaming = new TenantGroupRenaming(_table, _groups, new(Grace), TimeProvider.System);

        var outcome = await renaming.RenameAsync("old", "new", null, null, Cancellation);

        Assert.Equal(5, Assert.IsType<TenantGroupSaved>(outcome).Stored.Group.UserLimit);
    }

    private async Task<string> MakeAsync(string path) =>
        Assert.IsType<TenantGroupSaved>(await _groups.CreateAsync(path, null, Cancellation)).Stored.Group.Id;

    private async Task<TenantGroup> RenameAsync(string path, string to) =>
        Assert.IsType<TenantGroupSaved>(await _renaming.RenameAsync(path, to, null, null, Cancellation)).Stored.Group;

    private async Task<(string Id, DateTimeOffset? Until)?> FindAsync(string path) =>
        await _groups.FindAsync(path, Cancellation) is { } found ? (found.Group.Id, found.Until) : null;
}
