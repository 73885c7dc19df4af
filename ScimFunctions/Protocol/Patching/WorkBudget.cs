using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Protocol.Patching;

/// <summary>
/// How much the operations of a bulk request may work together, beside what bounds each of them: a thousand that each
/// take a second would keep the server busy for a quarter of an hour. Operations that run at once share it.
/// </summary>
/// <param name="most">The most steps; a step is about as much as one comparison.</param>
public sealed class WorkBudget(long most = WorkBudget.Most)
{
    /// <summary>Some ten seconds on a small machine.</summary>
    public const long Most = 60_000_000;

    /// <summary>As many steps as the slow hash of a password takes.</summary>
    public const long OfPassword = 600_000;

    private long _left = most;

    /// <summary>Takes so many steps.</summary>
    /// <exception cref="ScimException">400 <c>tooMany</c> where fewer are left.</exception>
    public void Take(long steps)
    {
        if (Interlocked.Add(ref _left, -steps) < 0)
        {
            throw new ScimException(ScimError.TooMany(
                "The operations of the request up to this one are too much work together. Spread them over several requests."));
        }
    }
}
