namespace ScimFunctions.Tokens;

/// <summary>What an administrator asks of a new token.</summary>
/// <param name="Name">What they call it, 1 to 100 characters.</param>
/// <param name="Scope">What it permits.</param>
/// <param name="Lifetime">How long it is valid, more than zero and at most 3,650 days; null for ever.</param>
/// <param name="CreatedBy">Who makes it, 1 to 100 characters.</param>
public sealed record TokenRequest(string Name, TokenScope Scope, TimeSpan? Lifetime, string CreatedBy)
{
    /// <summary>The longest lifetime and the longest overlap.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private const int LongestText = 100;
    private const int LongestUserId = 64;

    /// <summary>The id of the user that it is bound to, 1 to 64 characters, who is <c>/Me</c>; null for none.</summary>
    public string? UserId { get; init; }

    /// <summary>The rule that the request breaks, as a sentence; null if it breaks none.</summary>
    public string? Problem => this switch
    {
        { Name.Length: 0 or > LongestText } => $"The name of a token has 1 to {LongestText} characters.",
        { CreatedBy.Length: 0 or > LongestText } => $"The maker of a token is named in 1 to {LongestText} characters.",
        { Lifetime: { } lifetime } when lifetime <= TimeSpan.Zero || lifetime > Longest =>
            $"A token expires after more than 0 and at most {Longest.Days} days.",
        { UserId.Length: 0 or > LongestUserId } => $"The id of a user has 1 to {LongestUserId} characters.",
        _ => null,
    };
}
