namespace ScimFunctions.Tests;

/// <summary>The files that all this is built of.</summary>
internal static class Sources
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "ScimFunctions.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("ScimFunctions.sln was not found above the tests: run them where they were built.");
    }
}
