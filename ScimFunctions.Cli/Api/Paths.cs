namespace ScimFunctions.Cli.Api;

/// <summary>The paths of the management interface.</summary>
internal static class Paths
{
    /// <summary>All tenant groups.</summary>
    public const string Groups = "api/groups";

    /// <summary>A tenant group, or what is under it; each part is escaped.</summary>
    public static string Group(string group, params IEnumerable<string> parts) =>
        string.Join('/', parts.Prepend(group).Select(Uri.EscapeDataString).Prepend(Groups));
}
