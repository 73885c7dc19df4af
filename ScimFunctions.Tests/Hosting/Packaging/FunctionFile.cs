using System.Text.Json;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Packaging;

/// <summary>A function.json as a Functions host reads it.</summary>
internal static class FunctionFile
{
    /// <summary>Checks the bindings, and gives the line that <see cref="DeclaredFunctions"/> has for it.</summary>
    public static string Line(string name, Stream content)
    {
        using var file = JsonDocument.Parse(content);
        Assert.Equal("bindings", Assert.Single(file.RootElement.EnumerateObject()).Name);
        var bindings = file.RootElement.GetProperty("bindings");
        Assert.Equal(2, bindings.GetArrayLength());
        var trigger = bindings[0];
        Assert.Equal(("httpTrigger", "in", "req", "anonymous"), (Text(trigger, "type"), Text(trigger, "direction"), Text(trigger, "name"), Text(trigger, "authLevel")));
        Assert.Equal(("http", "out", "$return"), (Text(bindings[1], "type"), Text(bindings[1], "direction"), Text(bindings[1], "name")));
        if (!trigger.TryGetProperty("methods", out var methods))
        {
            return DeclaredFunctions.Line(name, Text(trigger, "route"), verbs: null);
        }

        // An empty list would be no verb at all.
        Assert.NotEqual(0, methods.GetArrayLength());
        string[] verbs = [.. methods.EnumerateArray().Select(verb => verb.GetString()!)];
        Assert.All(verbs, verb => Assert.Matches("^[a-z]+$", verb));
        return DeclaredFunctions.Line(name, Text(trigger, "route"), verbs);
    }

    private static string Text(JsonElement binding, string member) => binding.GetProperty(member).GetString()!;
}
