using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Functions;

namespace ScimFunctions.Hosting.Standalone;

/// <summary>
/// What a Functions host reads to run this program as its custom handler: one <c>NAME/function.json</c> a function, made
/// of the attributes, and in <c>host.json</c> the executable. <c>functions write DIRECTORY EXECUTABLE</c>, which every
/// publish calls, puts them beside the executable.
/// </summary>
public static class FunctionFolders
{
    private const int Misused = 2;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Whether the arguments are the command.</summary>
    public static bool Handles(IReadOnlyList<string> args) => args is ["functions", ..];

    /// <summary>Runs the command and gives the exit code: 0 done, 2 not understood.</summary>
    /// <exception cref="IOException">The directory has no <c>host.json</c>, or cannot be written.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter error)
    {
        if (args is not [_, "write", var directory, var executable])
        {
            await error.WriteLineAsync("Write: functions write DIRECTORY EXECUTABLE.");
            return Misused;
        }

        Write(directory, executable);
        return 0;
    }

    /// <summary>Every function that is served.</summary>
    public static IReadOnlyList<FunctionRoute> All()
    {
        using var services = new ServiceCollection().AddScimFunctions(new ConfigurationBuilder().Build()).BuildServiceProvider();
        return [.. services.GetRequiredService<FunctionRoutes>().Functions, .. new FunctionRoutes().Add<FallbackFunction>().Functions];
    }

    /// <summary>Writes the folders of all functions, and the custom handler into the <c>host.json</c> that is there.</summary>
    /// <param name="directory">Where the published program is.</param>
    /// <param name="executable">The executable's file name in it.</param>
    public static void Write(string directory, string executable)
    {
        foreach (var function in All())
        {
            var folder = System.IO.Directory.CreateDirectory(Path.Combine(directory, function.Name)).FullName;
            Write(Path.Combine(folder, "function.json"), Declaration(function));
        }

        var path = Path.Combine(directory, "host.json");
        var host = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        host["customHandler"] = new JsonObject
        {
            ["description"] = new JsonObject { ["defaultExecutablePath"] = executable },
            ["enableProxyingHttpRequest"] = true,
        };
        Write(path, host);
    }

    private static JsonObject Declaration(FunctionRoute function)
    {
        var trigger = new JsonObject
        {
            ["type"] = "httpTrigger",
            ["direction"] = "in",
            ["name"] = "req",
            ["authLevel"] = "anonymous",
            ["route"] = function.Route,
        };

        // A host takes no list for every verb, and an empty one for none.
        if (function.Methods.Count > 0)
        {
            trigger["methods"] = new JsonArray([.. function.Methods.Select(verb => (JsonNode)verb.ToLowerInvariant())]);
        }

        return new JsonObject
        {
            ["bindings"] = new JsonArray(trigger, new JsonObject { ["type"] = "http", ["direction"] = "out", ["name"] = "$return" }),
        };
    }

    private static void Write(string path, JsonObject content)
    {
        using var file = File.Create(path);
        using var writer = new Utf8JsonWriter(file, Indented);
        content.WriteTo(writer);
        writer.Flush();
        file.WriteByte((byte)'\n');
    }
}
