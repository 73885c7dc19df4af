using ScimFunctions.Directory.Identities;
using Xunit;

namespace ScimFunctions.Tests.Directory.Identities;

public sealed class SignInCheckTests
{
    private readonly UserWorld _world = new();

    [Theory]
    [InlineData("bob-1", SignInReason.Member, 2)]
    [InlineData("eve-1", SignInReason.NotActive, 2)]
    [InlineData("bob", SignInReason.NotProvisioned, 1)]
    [InlineData("BOB-1", SignInReason.NotProvisioned, 1)]
    [InlineData("", SignInReason.NotProvisioned, 1)]
    public async Task A_name_id_is_decided_in_two_calls(string nameId, SignInReason reason, int calls)
    {
        await _world.CreateAsync("""{ "userName": "bob", "externalId": "bob-1" }""");
        await _world.CreateAsync("""{ "userName": "eve", "externalId": "eve-1", "active": false }""");
        _world.Counted.Reset();

        var decision = await DecideAsync(nameId);

        Assert.Equal((reason, reason == SignInReason.Member, calls), (decision.Reason, decision.Allowed, _world.Counted.Total));
        Assert.Equal(reason == SignInReason.Member ? "guest" : null, decision.Identity?.Role);
    }

    [Fact]
    public async Task Two_long_name_ids_of_one_beginning_are_two()
    {
        var begin = new string('a', 500);
        await _world.CreateAsync($$"""{ "userName": "bob", "externalId": "{{begin}}1" }""");

        Assert.True((await DecideAsync(begin + "1")).Allowed);
        Assert.False((await DecideAsync(begin + "2")).Allowed);
    }

    private Task<SignInDecision> DecideAsync(string nameId) =>
        new SignInCheck(_world.IdentityReader).DecideAsync(_world.Group, nameId, CancellationToken.None);
}
