namespace ScimFunctions.Tests.Hosting.Crashes;

/// <summary>
/// One user as its only writer knows it: the state that was acknowledged last, and the one that was asked for since, if
/// the answer to that never came. A null state is a user who is not there.
/// </summary>
public sealed class LedgerUser(string externalId)
{
    private readonly HashSet<UserState> _former = [];

    public string ExternalId { get; } = externalId;

    public string? Id { get; private set; }

    public UserState? Acknowledged { get; private set; }

    public UserState? Asked { get; private set; }

    public bool IsUnsettled { get; private set; }

    /// <summary>States that are over: their names and addresses must find nobody.</summary>
    public IEnumerable<UserState> Former => _former.Where(state => !string.Equals(state.UserName, Acknowledged?.UserName, StringComparison.Ordinal));

    public void Ask(UserState? state)
    {
        Asked = state;
        IsUnsettled = true;
    }

    /// <summary>The state is settled: the server said so, or it was found so after a restart.</summary>
    public void Settle(string? id, UserState? state)
    {
        foreach (var over in new[] { Acknowledged, Asked })
        {
            if (over is not null && over != state)
            {
                _former.Add(over);
            }
        }

        (Id, Acknowledged, Asked, IsUnsettled) = (id ?? Id, state, null, false);
    }
}
