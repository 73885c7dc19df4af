namespace ScimFunctions.Hosting.CommandLine;

/// <summary>The arguments of a command, parted into the command's own and configuration such as
/// <c>--Storage:Embedded:Directory=/data</c> or <c>--urls http://localhost:8080</c>, which every command takes.</summary>
internal sealed record CommandArguments(string[] Own, string[] Configuration)
{
    private static readonly string[] Keys = ["--urls", "--PublicBaseUrl"];

    public static CommandArguments Of(IReadOnlyList<string> args)
    {
        List<string> own = [], configuration = [];
        for (var i = 0; i < args.Count; i++)
        {
            var key = args[i].Split('=', 2)[0];
            if (!IsConfiguration(key))
            {
                own.Add(args[i]);
                continue;
            }

            configuration.Add(args[i]);
            if (key.Length == args[i].Length && i + 1 < args.Count)
            {
                configuration.Add(args[++i]);
            }
        }

        return new([.. own], [.. configuration]);
    }

    private static bool IsConfiguration(string key) =>
        key.StartsWith("--", StringComparison.Ordinal)
        && (key.Contains(':', StringComparison.Ordinal) || Keys.Contains(key, StringComparer.OrdinalIgnoreCase));
}
