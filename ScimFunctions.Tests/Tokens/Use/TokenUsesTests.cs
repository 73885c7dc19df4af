using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using ScimFunctions.Tokens;
using ScimFunctions.Tokens.Use;
using Xunit;

namespace ScimFunctions.Tests.Tokens.Use;

/// <summary>When the last use of a token is written, and how seldom.</summary>
public sealed class TokenUsesTests
{
    private static readonly TenantGroup Group = new()
    {
        Id = "11111111-1111-1111-1111-111111111111",
        Path = "acme",
        Name = "Acme",
        DefaultRole = "guest",
        Created = DateTimeOffset.UnixEpoch,
    };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));
    private readonly CountingTable _table = new(new InMemoryTable());
    private readonly Granted _granted = new(Group, "t1", TokenScope.Read);
    private readonly TokenUses _uses;

    public TokenUsesTests() => _uses = new(_table, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_use_is_known_to_the_hour_once_it_is_flushed()
    {
        _uses.Note(_granted);
        Assert.Equal(0, _table.Total);
        await _uses.FlushAsync(Cancellation);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero), Assert.Single(await _uses.ReadAsync(Group.Id, Cancellation)).Value);
    }

    [Fact]
    public async Task An_hour_of_uses_is_one_write()
    {
        // The first row of all of a tenant group opens it too.
        _uses.Note(_granted);
        await _uses.FlushAsync(Cancellation);
        _table.Reset();
        _time.Advance(TimeSpan.FromHours(1));
        for (var second = 0; second < 29 * 60; second += 30)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            _uses.Note(_granted);
            await _uses.FlushAsync(Cancellation);
        }

        Assert.Equal(1, _table.Commits);
        _time.Advance(TimeSpan.FromHours(1));
        _uses.Note(_granted);
        await _uses.FlushAsync(Cancellation);
        Assert.Equal(2, _table.Commits);
    }

    [Fact]
    public async Task What_is_not_used_is_not_written()
    {
        _uses.Note(_granted);
        await _uses.FlushAsync(Cancellation);
        _table.Reset();
        _time.Advance(TimeSpan.FromHours(3));
        await _uses.FlushAsync(Cancellation);
        Assert.Equal(0, _table.Total);
    }

    [Fact]
    public async Task A_later_hour_of_another_process_stays()
    {
        var later = new TokenUses(_table, new FakeTimeProvider(_time.GetUtcNow().AddHours(2)));
        later.Note(new Granted(Group, "t1", TokenScope.Read));
        await later.FlushAsync(Cancellation);
        _uses.Note(_granted);
        await _uses.FlushAsync(Cancellation);
        Assert.Equal(10, Assert.Single(await _uses.ReadAsync(Group.Id, Cancellation)).Value.Hour);
    }

    [Fact]
    public async Task A_use_during_an_outage_is_not_lost()
    {
        var table = new ScriptedTable { Down = true };
        var uses = new TokenUses(table, _time);
        uses.Note(_granted);
        await Assert.ThrowsAsync<StorageException>(() => uses.FlushAsync(Cancellation));
        table.Down = false;
        await uses.FlushAsync(Cancellation);
        Assert.Single(await uses.ReadAsync(Group.Id, Cancellation));
    }

    [Fact]
    public async Task What_is_known_of_a_token_goes_with_it()
    {
        _uses.Note(_granted);
        await _uses.FlushAsync(Cancellation);
        await _uses.ForgetAsync(Group.Id, "t1", Cancellation);
        await _uses.ForgetAsync(Group.Id, "t1", Cancellation);
        Assert.Empty(await _uses.ReadAsync(Group.Id, Cancellation));
    }
}
