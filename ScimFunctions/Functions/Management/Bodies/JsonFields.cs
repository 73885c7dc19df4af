using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;

namespace ScimFunctions.Functions.Management.Bodies;

/// <summary>
/// One JSON object that an administrator sent: members of known names and types, whatever the case of the names. What does
/// not do ends the request with a problem that names the field, the rule and an example.
/// </summary>
internal sealed class JsonFields
{
    private const int LongestName = 64;

    private readonly Dictionary<string, JsonNode?> _members;
    private readonly string _prefix;

    /// <param name="json">The object.</param>
    /// <param name="place">How problems name it; empty for the whole body.</param>
    /// <param name="known">The names of its members.</param>
    /// <exception cref="ProblemException">400: it has a name twice, or one that is not known.</exception>
    public JsonFields(JsonObject json, string place, params IReadOnlyCollection<string> known)
    {
        _prefix = place.Length == 0 ? "" : place + ".";
        _members = JsonMembers.Of(json, place.Length == 0 ? "body" : place);
        if (_members.Keys.FirstOrDefault(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            var field = IsHarmless(unknown) ? _prefix + unknown : place.Length == 0 ? "body" : place;
            throw Problem.OfField(field, $"There is no such member here. The members are {string.Join(", ", known)}.", known.First()).ToException();
        }
    }

    /// <summary>Reads the object of a request's body.</summary>
    public static async ValueTask<JsonFields> ReadAsync(HttpRequest request, CancellationToken cancellation, params string[] known) =>
        new(await RequestBody.ReadAsync(request, BodyLimit.Management, cancellation), "", known);

    /// <summary>Reads the object of a request's body, which may have none.</summary>
    public static async ValueTask<JsonFields> ReadOptionalAsync(HttpRequest request, CancellationToken cancellation, params string[] known) =>
        request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0
            ? new JsonFields([], "", known)
            : await ReadAsync(request, cancellation, known);

    /// <summary>Whether the member is there, even as <c>null</c>.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>The problem of a member that breaks a rule.</summary>
    public ProblemException Refuse(string name, string rule, string example) => Problem.OfField(_prefix + name, rule, example).ToException();

    /// <summary>A string of so many characters; null without one or where it is <c>null</c>.</summary>
    public string? Text(string name, int longest, string example) => Find(name) is { } node ? TextOf(node, name, longest, example) : null;

    /// <summary>A string of so many characters, which has to be there.</summary>
    public string RequiredText(string name, int longest, string example) =>
        Text(name, longest, example) ?? throw Refuse(name, "It is missing, and has to be there.", example);

    /// <summary>An integer from <paramref name="least"/> to <paramref name="most"/>; null without one or where it is <c>null</c>.</summary>
    public int? Number(string name, int least, int most, string example) => Find(name) switch
    {
        null => null,
        JsonValue node when node.GetValueKind() == JsonValueKind.Number && node.TryGetValue<int>(out var number) && number >= least && number <= most => number,
        _ => throw Refuse(name, $"It is a whole number from {least} to {most}.", example),
    };

    /// <summary><c>true</c> or <c>false</c>; null without it or where it is <c>null</c>.</summary>
    public bool? Flag(string name) => Find(name)?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse(name, "It is true or false.", "false"),
    };

    /// <summary>Different strings; null without the member or where it is <c>null</c>.</summary>
    public IReadOnlyList<string>? Texts(string name, int most, int longest, string example)
    {
        if (Find(name) is not { } node)
        {
            return null;
        }

        if (node is not JsonArray array || array.Count > most)
        {
            throw Refuse(name, $"It is an array of at most {most} strings.", example);
        }

        List<string> texts = [.. array.Select((element, index) => TextOf(element, $"{name}[{index}]", longest, example))];
        return texts.Distinct(StringComparer.OrdinalIgnoreCase).Count() == texts.Count
            ? texts
            : throw Refuse(name, "A value is there twice.", example);
    }

    /// <summary>One of these words; the default without one or where it is <c>null</c>.</summary>
    public T Choice<T>(string name, T otherwise, params (string Word, T Value)[] choices)
    {
        if (Find(name) is not { } node)
        {
            return otherwise;
        }

        foreach (var (word, value) in choices)
        {
            if (JsonText.IsString(node) && word.Equals(TextOf(node, name, int.MaxValue, word), StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw Refuse(name, $"It is one of {string.Join(", ", choices.Select(choice => choice.Word))}.", choices[0].Word);
    }

    /// <summary>An object; null without one or where it is <c>null</c>.</summary>
    public JsonFields? Object(string name, string example, params string[] known) => Find(name) switch
    {
        null => null,
        JsonObject json => new JsonFields(json, _prefix + name, known),
        _ => throw Refuse(name, "It is an object.", example),
    };

    private JsonNode? Find(string name) => _members.GetValueOrDefault(name);

    private string TextOf(JsonNode? node, string name, int longest, string example)
    {
        if (!JsonText.IsString(node))
        {
            throw Refuse(name, "It is a string.", example);
        }

        try
        {
            return JsonText.Read(node!, _prefix + name) is { Length: > 0 } text && text.Length <= longest
                ? text
                : throw Refuse(name, $"It has 1 to {longest} characters.", example);
        }
        catch (ScimException exception)
        {
            throw Refuse(name, exception.Error.Detail, example);
        }
    }

    // A name of the client's own making goes into a log line only if it cannot be mistaken for anything else.
    private static bool IsHarmless(string name) =>
        name.Length <= LongestName && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');
}
