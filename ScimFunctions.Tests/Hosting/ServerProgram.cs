namespace ScimFunctions.Tests.Hosting;

/// <summary>
/// The program under test: the one built with the tests, or the published executable that the environment variable
/// SCIMFUNCTIONS_EXECUTABLE names. Then tests over HTTP talk to it in place of a server in their own process.
/// </summary>
public static class ServerProgram
{
    private static readonly string? Published = Environment.GetEnvironmentVariable("SCIMFUNCTIONS_EXECUTABLE") is { Length: > 0 } path
        ? System.IO.Path.GetFullPath(path)
        : null;

    public static bool IsPublished => Published is not null;

    /// <summary>A .dll, or an executable.</summary>
    public static string Path { get; } = Published ?? System.IO.Path.Combine(AppContext.BaseDirectory, "ScimFunctions.dll");

    /// <summary>Starts a program, a .dll by <c>dotnet</c>.</summary>
    public static GuardedProcess Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment) =>
        program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            ? GuardedProcess.Start("dotnet", [program, .. arguments], environment)
            : GuardedProcess.Start(program, arguments, environment);
}
