using System.Text.Json;

namespace ScimFunctions.Tests.Infra;

/// <summary>A resource of the compiled template.</summary>
/// <param name="Module">The module that makes it; empty for the template itself.</param>
/// <param name="Type">The resource type, such as <c>Microsoft.KeyVault/vaults</c>.</param>
/// <param name="ApiVersion">The version of its interface.</param>
/// <param name="Json">All that the template says of it.</param>
/// <param name="Template">The template that it stands in: its parameters and variables are what its expressions name.</param>
internal sealed record TemplateResource(string Module, string Type, string ApiVersion, JsonElement Json, JsonElement Template)
{
    public JsonElement Properties => Json.GetProperty("properties");

    /// <summary>The text at a path below the properties, in the raw for what is no string.</summary>
    public string Property(params string[] path) => Text(path.Aggregate(Properties, (element, name) => element.GetProperty(name)));

    /// <summary>The text of a member of the resource; null where it has none.</summary>
    public string? Member(string name) => Json.TryGetProperty(name, out var value) ? Text(value) : null;

    public override string ToString() => $"{Type} of {(Module is "" ? "main" : Module)}";

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
