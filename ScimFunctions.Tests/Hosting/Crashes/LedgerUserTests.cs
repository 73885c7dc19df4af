using Xunit;

namespace ScimFunctions.Tests.Hosting.Crashes;

public sealed class LedgerUserTests
{
    private static readonly UserState First = new("a", "a@example.com", Active: true);
    private static readonly UserState Second = new("b", "b@example.com", Active: true);

    [Fact]
    public void Answered_change_makes_the_state_before_it_a_former_one()
    {
        var user = Created();
        user.Ask(Second);
        user.Settle(id: null, Second);
        Assert.Equal(("1", Second, false), (user.Id, user.Acknowledged, user.IsUnsettled));
        Assert.Equal([First], user.Former);
    }

    [Fact]
    public void Unanswered_change_that_did_not_happen_is_a_former_state_too()
    {
        var user = Created();
        user.Ask(Second);
        user.Settle("1", First);
        Assert.Equal([Second], user.Former);
    }

    [Fact]
    public void Delete_leaves_only_former_states()
    {
        var user = Created();
        user.Ask(null);
        user.Settle(id: null, state: null);
        Assert.Null(user.Acknowledged);
        Assert.Equal([First], user.Former);
    }

    private static LedgerUser Created()
    {
        var user = new LedgerUser("x");
        user.Ask(First);
        user.Settle("1", First);
        return user;
    }
}
