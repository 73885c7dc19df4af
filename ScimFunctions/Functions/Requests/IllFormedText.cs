using System.Buffers;
using System.Text.Json;

namespace ScimFunctions.Functions.Requests;

/// <summary>Finds the text of a body that is not Unicode, such as half a surrogate pair, to tell where it stands.</summary>
internal static class IllFormedText
{
    /// <summary>What is said where no name leads there.</summary>
    public const string Whole = "The body";

    private static readonly SearchValues<char> InName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$_-.:");

    /// <summary>The names that lead to the first such text, or null where there is none in front of a syntax error.</summary>
    public static string? Find(ReadOnlySequence<byte> json, int depth)
    {
        var names = new List<string>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName)
                {
                    names.RemoveRange(Math.Min(names.Count, reader.CurrentDepth - 1), Math.Max(0, names.Count - reader.CurrentDepth + 1));
                    names.AddRange(Enumerable.Repeat("", reader.CurrentDepth - 1 - names.Count));
                    names.Add(IsIllFormed(ref reader) ? "" : reader.GetString()!);
                }

                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && IsIllFormed(ref reader))
                {
                    return string.Join('.', names.Where(IsName)) is { Length: > 0 } path ? path : Whole;
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 100 && !name.AsSpan().ContainsAnyExcept(InName);

    private static bool IsIllFormed(ref Utf8JsonReader reader)
    {
        try
        {
            _ = reader.GetString();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
