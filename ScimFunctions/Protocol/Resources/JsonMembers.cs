using System.Text.Json.Nodes;
using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Protocol.Resources;

/// <summary>The members of a client's JSON object, whose names compare without case (RFC 7643 §2.1).</summary>
internal static class JsonMembers
{
    /// <summary>Gives the members by name.</summary>
    /// <param name="json">What the client sent.</param>
    /// <param name="place">What the object is, for the error.</param>
    /// <exception cref="ScimException">400 <c>invalidSyntax</c> where a name is there twice or is not Unicode.</exception>
    public static Dictionary<string, JsonNode?> Of(JsonObject json, string place)
    {
        var members = new Dictionary<string, JsonNode?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var (name, value) in json)
            {
                if (!members.TryAdd(name, value))
                {
                    throw Twice(place);
                }
            }
        }
        catch (ArgumentException)
        {
            // A node made of text is taken apart when it is first touched, and refuses a second member of one name then.
            throw Twice(place);
        }
        catch (InvalidOperationException)
        {
            throw new ScimException(ScimError.InvalidSyntax(
                $"A name in {place} has characters that are not valid Unicode. Send valid UTF-8, and surrogates only in pairs."));
        }

        return members;
    }

    private static ScimException Twice(string place) => new(ScimError.InvalidSyntax(
        $"A name is there twice in {place}; names that differ only by case are the same. Send each attribute once."));
}
