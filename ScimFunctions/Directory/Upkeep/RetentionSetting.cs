namespace ScimFunctions.Directory.Upkeep;

/// <summary>How long journal entries are kept where a tenant group does not say.</summary>
/// <param name="Days">After how many days they are removed; 0 for never.</param>
public sealed record RetentionSetting(int Days)
{
    /// <summary>The most days.</summary>
    public const int Most = 36_500;
}
