namespace ScimFunctions.Benchmarks;

/// <param name="Script">The file in wrk/ that makes its requests.</param>
/// <param name="Name">What the table calls it.</param>
/// <param name="Goal">The least ratio of its requests/s to the bare server's.</param>
/// <param name="WarmsUp">Whether it is run once before it is measured.</param>
public sealed record BenchmarkCase(string Name, string Script, double Goal, bool WarmsUp = true)
{
    public static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        new("GET by id", "get.lua", 0.55),
        new("GET userName eq", "eq.lua", 0.45),
        new("PATCH active", "patch.lua", 0.13),

        // Last, since it adds users.
        new("POST", "post.lua", 0.13, WarmsUp: false),
    ];
}
