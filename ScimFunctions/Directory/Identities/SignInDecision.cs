namespace ScimFunctions.Directory.Identities;

/// <summary>Whether a NameID may sign in.</summary>
/// <param name="Reason">Why, or why not.</param>
/// <param name="Identity">Whose it is; only of one who may.</param>
public sealed record SignInDecision(SignInReason Reason, Identity? Identity)
{
    /// <summary>Nobody has the NameID.</summary>
    public static SignInDecision Unknown { get; } = new(SignInReason.NotProvisioned, null);

    /// <summary>Somebody has it whose membership is ended.</summary>
    public static SignInDecision Inactive { get; } = new(SignInReason.NotActive, null);

    /// <summary>Whether the NameID may sign in.</summary>
    public bool Allowed => Identity is not null;
}

/// <summary>Why somebody may sign in or not.</summary>
public enum SignInReason
{
    /// <summary>It is an active member.</summary>
    Member,

    /// <summary>No user has this extern_uid.</summary>
    NotProvisioned,

    /// <summary>The user was deactivated.</summary>
    NotActive,
}
