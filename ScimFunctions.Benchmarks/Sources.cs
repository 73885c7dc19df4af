namespace ScimFunctions.Benchmarks;

/// <summary>Where the sources are that this was built of.</summary>
public static class Sources
{
    /// <summary>The folder of the solution.</summary>
    public static string Root()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "ScimFunctions.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("It must be run from the sources: ScimFunctions.sln was not found.");
    }
}
