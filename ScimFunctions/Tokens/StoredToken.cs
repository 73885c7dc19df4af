namespace ScimFunctions.Tokens;

/// <summary>What is kept of one token: never the token.</summary>
public sealed record StoredToken
{
    /// <summary>The id by which it is revoked and named in logs: 16 lower-case hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>What the administrator calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The hash of <see cref="TokenHash"/>, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>What it permits.</summary>
    public required TokenScope Scope { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on it is refused; null if it does not expire.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The token's last four characters.</summary>
    public required string LastFour { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The id of the user that it is bound to; null for none, as in secrets that are older than this.</summary>
    public string? UserId { get; init; }

    /// <summary>Whether <paramref name="id"/> is its id.</summary>
    public bool Has(string id) => string.Equals(Id, id, StringComparison.Ordinal);

    /// <summary>Whether it is refused at <paramref name="now"/> because its time is over.</summary>
    public bool IsExpired(DateTimeOffset now) => Expires <= now;
}
