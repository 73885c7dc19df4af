using ScimFunctions.Directory.Caching;

namespace ScimFunctions.Tokens;

/// <summary>What is known of the tenant group of one path, and the one read of it that is under way, if any.</summary>
internal sealed class CachedGroup(TimeProvider time)
{
    private readonly SingleFlight<GroupTokens> _reads = new(time);
    private volatile GroupTokens? _tokens;

    /// <summary>What the last read gave; null before the first.</summary>
    public GroupTokens? Tokens => _tokens;

    /// <summary>Reads anew, from what was known, or joins the read that is under way.</summary>
    public Task<GroupTokens> ReadAsync(Func<GroupTokens?, CancellationToken, Task<GroupTokens>> read, CancellationToken cancellation) =>
        _reads.JoinAsync(async limit => _tokens = await read(_tokens, limit), cancellation);
}
