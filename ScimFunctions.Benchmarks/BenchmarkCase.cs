namespace ScimFunctions.Benchmarks;

/// <param name="Script">The file in wrk/ that makes its requests.</param>
/// <param name="Name">What the table calls it.</param>
/// <param name="Goal">The least ratio of its requests/s to the bare server's.</param>
public sealed record BenchmarkCase(string Name, string Script, double Goal)
{
    public static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        new("GET by id", "get.lua", 0.55),
        new("GET userName eq", "eq.lua", 0.45),
        new("POST", "post.lua", 0.13),
        new("PATCH active", "patch.lua", 0.13),
    ];
}
