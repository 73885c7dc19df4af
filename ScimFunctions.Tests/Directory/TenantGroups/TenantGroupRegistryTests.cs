using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.TenantGroups;

public sealed class TenantGroupRegistryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TenantGroupRegistry _groups;

    public TenantGroupRegistryTests() => _groups = new(new InMemoryTable(), _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_is_found_as_it_was_made_in_any_case()
    {
        var saved = Assert.IsType<TenantGroupSaved>(await _groups.CreateAsync("Acme.io", "Acme", Cancellation)).Stored;

        Assert.Equal(saved, await _groups.FindAsync("aCME.IO", Cancellation));
        Assert.Equal(("Acme.io", "Acme", "guest", null, _time.GetUtcNow()),
            (saved.Group.Path, saved.Group.Name, saved.Group.DefaultRole, saved.Group.TokensVersion, saved.Group.Created));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", saved.Group.Id);
    }

    [Fact]
    public async Task The_name_is_the_path_unless_given() =>
        Assert.Equal("acme", Assert.IsType<TenantGroupSaved>(await _groups.CreateAsync("acme", null, Cancellation)).Stored.Group.Name);

    [Fact]
    public async Task A_path_is_unique_without_regard_to_case()
    {
        await _groups.CreateAsync("acme", null, Cancellation);
        Assert.IsType<TenantGroupExists>(await _groups.CreateAsync("ACME", null, Cancellation));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("")]
    [InlineData(".acme")]
    [InlineData("acme-")]
    [InlineData("ac..me")]
    [InlineData("ac/me")]
    [InlineData("ac me")]
    [InlineData("acmé")]
    [InlineData("acme\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_path_that_breaks_the_rule_is_invalid_and_unknown(string path)
    {
        Assert.Equal(TenantGroupPath.Rule, Assert.IsType<TenantGroupInvalid>(await _groups.CreateAsync(path, null, Cancellation)).Problem);
        Assert.Null(await _groups.FindAsync(path, Cancellation));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("4.5_6-7")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_path_that_keeps_to_the_rule_is_taken(string path) =>
        Assert.IsType<TenantGroupSaved>(await _groups.CreateAsync(path, null, Cancellation));

    [Fact]
    public async Task A_name_has_at_most_200_characters() =>
        Assert.IsType<TenantGroupInvalid>(await _groups.CreateAsync("acme", new string('a', 201), Cancellation));

    [Fact]
    public async Task A_group_is_replaced_if_it_is_unchanged()
    {
        var first = Assert.IsType<TenantGroupSaved>(await _groups.CreateAsync("acme", null, Cancellation)).Stored;
        var changed = first.Group with { Name = "Acme", TokensVersion = "1" };

        Assert.IsType<TenantGroupSaved>(await _groups.ReplaceAsync(changed, first.ETag, Cancellation));

        Assert.IsType<TenantGroupChanged>(await _groups.ReplaceAsync(first.Group, first.ETag, Cancellation));
        Assert.Equal(changed, (await _groups.FindAsync("acme", Cancellation))!.Group);
    }

    [Fact]
    public async Task Groups_are_listed_in_the_order_of_their_paths()
    {
        foreach (var path in new[] { "beta", "Acme", "gamma" })
        {
            await _groups.CreateAsync(path, null, Cancellation);
        }

        Assert.Equal("Acme beta", string.Join(' ', (await _groups.ListAsync(2, after: null, Cancellation)).Select(stored => stored.Group.Path)));
    }
}
