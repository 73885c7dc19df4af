using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ScimFunctions.Cli.Groups;

/// <summary>An option that changes a setting.</summary>
/// <param name="Option">The option, whose value is checked when the command line is read.</param>
/// <param name="Member">The setting's name in JSON.</param>
/// <param name="Read">Its value; null gives back the default.</param>
internal sealed record SettingOption(Option<string?> Option, string Member, Func<string, JsonNode?> Read)
{
    private const string None = "none";

    /// <summary>A setting that is a text.</summary>
    public static SettingOption Text(string name, string member, string description) =>
        new(New(name, description, "text", _ => true), member, text => IsNone(text) ? null : JsonValue.Create(text));

    /// <summary>A setting that is a list of texts.</summary>
    public static SettingOption List(string name, string member, string description) =>
        new(New(name, description, "list", _ => true), member, text => IsNone(text)
            ? null
            : new JsonArray([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => (JsonNode)JsonValue.Create(part)!)]));

    /// <summary>A setting that is a whole number.</summary>
    public static SettingOption Number(string name, string member, string description) =>
        new(New(name, description, "number", text => IsNone(text) || IsNumber(text, out _)), member,
            text => IsNumber(text, out var number) ? JsonValue.Create(number) : null);

    /// <summary>A setting that is on or off.</summary>
    public static SettingOption Flag(string name, string member, string description) =>
        new(New(name, description, "true|false", text => text is "true" or "false"), member, text => JsonValue.Create(text is "true"));

    private static Option<string?> New(string name, string description, string form, Func<string, bool> isValid)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = form };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && !isValid(given.Value))
            {
                result.AddError($"{name} takes {(form is "number" ? "a whole number, or none" : "true or false")}.");
            }
        });
        return option;
    }

    private static bool IsNone(string text) => text is None or "";

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
