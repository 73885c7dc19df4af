namespace ScimFunctions.Directory.Transfer.Exporting;

/// <summary>How much an export holds.</summary>
/// <param name="Users">Users.</param>
/// <param name="TakenIds">Ids that are not given to others.</param>
/// <param name="Groups">SCIM groups.</param>
/// <param name="Members">Members of SCIM groups, each membership counted.</param>
public sealed record ExportCounts(long Users, long TakenIds, long Groups, long Members)
{
    /// <summary>Nothing.</summary>
    public static ExportCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public static ExportCounts operator +(ExportCounts left, ExportCounts right) => new(
        left.Users + right.Users, left.TakenIds + right.TakenIds, left.Groups + right.Groups, left.Members + right.Members);
}
