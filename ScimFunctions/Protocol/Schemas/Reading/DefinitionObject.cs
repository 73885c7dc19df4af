using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>One object of a schema definition: members of known names and types. What is null counts as absent.</summary>
internal sealed class DefinitionObject
{
    private readonly Dictionary<string, JsonNode?> _members;
    private readonly string _prefix;

    /// <param name="node">The JSON.</param>
    /// <param name="place">How errors name it; empty for the whole body.</param>
    /// <param name="known">The names of its members.</param>
    /// <param name="example">One that is right.</param>
    /// <exception cref="InvalidSchemaException">It is no object, has a name twice, or one that is not known.</exception>
    public DefinitionObject(JsonNode? node, string place, IReadOnlyList<string> known, string example)
    {
        _prefix = place.Length == 0 ? "" : $"{place}.";
        place = place.Length == 0 ? "body" : place;
        if (node is not JsonObject json)
        {
            throw new InvalidSchemaException(new SchemaProblem(place, "An object belongs here.", example));
        }

        try
        {
            _members = JsonMembers.Of(json, place);
        }
        catch (ScimException exception)
        {
            throw new InvalidSchemaException(new SchemaProblem(place, exception.Error.Detail, example));
        }

        if (_members.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is not null)
        {
            throw new InvalidSchemaException(new SchemaProblem(
                place, $"There is a member here that a definition does not have. Its members are {string.Join(", ", known)}.", example));
        }
    }

    public JsonNode? Find(string name) => _members.GetValueOrDefault(name);

    public InvalidSchemaException Refuse(string name, string rule, string example) => new(new SchemaProblem(_prefix + name, rule, example));

    /// <summary>A string of at most so many characters, or null without one.</summary>
    public string? Text(string name, int longest, string example) => Find(name) is { } node ? TextOf(node, name, longest, example) : null;

    public bool? Flag(string name) => Find(name)?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse(name, "It is true or false.", "false"),
    };

    /// <summary>The elements of an array, or null without one.</summary>
    public JsonArray? Elements(string name, int most, string example) => Find(name) switch
    {
        null => null,
        JsonArray array when array.Count <= most => array,
        JsonArray => throw Refuse(name, $"It has at most {most} elements.", example),
        _ => throw Refuse(name, "It is an array.", example),
    };

    /// <summary>Different strings, or none without the member.</summary>
    public IReadOnlyList<string> Texts(string name, int most, int longest, StringComparer comparer, string example)
    {
        var texts = new List<string>();
        foreach (var (index, element) in (Elements(name, most, example) ?? []).Index())
        {
            texts.Add(TextOf(element, $"{name}[{index}]", longest, example));
        }

        return texts.Distinct(comparer).Count() == texts.Count
            ? texts
            : throw Refuse(name, "A value is there twice.", example);
    }

    /// <summary>One of the words that RFC 7643 §7 gives, or the default without one.</summary>
    public T Choice<T>(string name, IReadOnlyList<(string Word, T Value)> choices, T otherwise)
    {
        if (Find(name) is not { } node)
        {
            return otherwise;
        }

        foreach (var (word, value) in choices)
        {
            if (JsonText.IsString(node) && word == TextOf(node, name, int.MaxValue, word))
            {
                return value;
            }
        }

        throw Refuse(name, $"It is one of {string.Join(", ", choices.Select(choice => choice.Word))}.", $"\"{choices[0].Word}\"");
    }

    private string TextOf(JsonNode? node, string name, int longest, string example)
    {
        if (!JsonText.IsString(node))
        {
            throw Refuse(name, "It is a string.", example);
        }

        try
        {
            return JsonText.Read(node!, _prefix + name) is var text && text.Length <= longest
                ? text
                : throw Refuse(name, $"It has at most {longest} characters.", example);
        }
        catch (ScimException exception)
        {
            throw Refuse(name, exception.Error.Detail, example);
        }
    }
}
