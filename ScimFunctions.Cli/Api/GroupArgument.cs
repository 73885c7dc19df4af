using System.CommandLine;

namespace ScimFunctions.Cli.Api;

/// <summary>The arguments and options that many commands share.</summary>
internal static class GroupArgument
{
    /// <summary>The path of a tenant group.</summary>
    public static Argument<string> New() => new("group") { Description = "The path of the group, such as acme.io." };

    /// <summary>Agreement beforehand.</summary>
    public static Option<bool> Yes() => new("--yes") { Description = "Do it without asking." };

    /// <summary>How much of a list is wanted.</summary>
    public static Option<int?> Top() => new("--top") { Description = "List no more than this many.", HelpName = "number" };
}
