namespace ScimFunctions.Tests.Hosting;

/// <summary>How a server of its own process is started.</summary>
public sealed record ServerProcessOptions
{
    /// <summary>The embedded store's directory; it is made if it is missing.</summary>
    public required string Directory { get; init; }

    /// <summary>The built ScimFunctions.dll, or a published executable.</summary>
    public string Executable { get; init; } = ServerProgram.Path;

    /// <summary>Settings as environment variables, such as <c>Storage__ConnectionString</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long a start may take before it counts as failed.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    internal GuardedProcess Run(params IReadOnlyList<string> arguments)
    {
        System.IO.Directory.CreateDirectory(Directory);
        var environment = new Dictionary<string, string>(Environment, StringComparer.Ordinal) { ["Storage__Embedded__Directory"] = Directory };
        // Loads and benchmarks send faster than one token may, and groups are made without SAML SSO.
        environment.TryAdd("RateLimit__RequestsPerSecond", "0");
        environment.TryAdd("Tokens__RequireSso", "false");
        return ServerProgram.Start(Executable, arguments, environment);
    }
}
