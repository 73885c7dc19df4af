namespace ScimFunctions.Benchmarks;

/// <summary>What the numbers were measured on.</summary>
public static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores, {Processor()}, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}";

    private static string Processor()
    {
        const string Facts = "/proc/cpuinfo";
        var model = File.Exists(Facts)
            ? File.ReadLines(Facts).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return model?.Split(':', 2)[1].Trim() ?? "unknown processor";
    }
}
