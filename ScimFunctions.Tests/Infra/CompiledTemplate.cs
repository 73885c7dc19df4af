using System.Text.Json;

namespace ScimFunctions.Tests.Infra;

/// <summary>The template that <c>infra/</c> compiles to, with the resources of all its modules.</summary>
internal static class CompiledTemplate
{
    public const string ModuleType = "Microsoft.Resources/deployments";

    public static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Infra", "azuredeploy.json"));

    public static JsonElement Root { get; } = JsonDocument.Parse(Text).RootElement;

    /// <summary>Every resource, the modules themselves included, what is only referred to left out.</summary>
    public static IReadOnlyList<TemplateResource> Resources { get; } = [.. Of("", Root)];

    public static IEnumerable<TemplateResource> OfType(string type) => Resources.Where(resource => resource.Type == type);

    public static TemplateResource Single(string type) => OfType(type).Single();

    public static TemplateResource Module(string name) => OfType(ModuleType).Single(resource => resource.Module == name);

    /// <summary>What a module is given for a parameter; null where it takes none of this name.</summary>
    public static string? Argument(TemplateResource module, string parameter) =>
        module.Properties.GetProperty("parameters").TryGetProperty(parameter, out var argument)
            ? argument.TryGetProperty("value", out var value) ? value.ToString() : argument.ToString()
            : null;

    /// <summary>The template itself and those of the modules.</summary>
    public static IEnumerable<JsonElement> Templates =>
        [Root, .. OfType(ModuleType).Select(module => module.Properties.GetProperty("template"))];

    private static IEnumerable<TemplateResource> Of(string module, JsonElement template)
    {
        foreach (var (name, json) in Entries(template.GetProperty("resources")))
        {
            if (json.TryGetProperty("existing", out var existing) && existing.GetBoolean())
            {
                continue;
            }

            var type = json.GetProperty("type").GetString()!;
            var isModule = type == ModuleType;
            yield return new(isModule ? name : module, type, json.GetProperty("apiVersion").GetString()!, json, template);
            if (isModule)
            {
                foreach (var inner in Of(name, json.GetProperty("properties").GetProperty("template")))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>The compiler writes an object where anything has a name, else an array.</summary>
    private static IEnumerable<(string Name, JsonElement Json)> Entries(JsonElement resources) =>
        resources.ValueKind is JsonValueKind.Object
            ? resources.EnumerateObject().Select(resource => (resource.Name, resource.Value))
            : resources.EnumerateArray().Select(resource => (resource.GetProperty("name").GetString()!, resource));
}
