using System.Text.Json;
using ScimFunctions.Cli.Output;

namespace ScimFunctions.Cli.Trying.Endpoints;

/// <summary>What came back, or why nothing did.</summary>
/// <param name="Status">The status; 0 where nothing came.</param>
/// <param name="Text">The body; or, with a trouble, what happened.</param>
/// <param name="Took">How long it took.</param>
internal sealed record EndpointAnswer(int Status, string Text, TimeSpan Took)
{
    private const int LongestDetail = 300;

    /// <summary>Why nothing came, as explanations name it: <c>timeout</c>, <c>broken</c> or <c>too-large</c>; null where something did.</summary>
    public string? Trouble { get; init; }

    /// <summary>The media type.</summary>
    public string? MediaType { get; init; }

    /// <summary>The Location header.</summary>
    public string? Location { get; init; }

    /// <summary>The body; null where it is no JSON.</summary>
    public JsonElement? Json { get; } = Parse(Text);

    /// <summary>Whether it was done.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>What an error says of itself, fit to be shown; null where it says nothing.</summary>
    public string? Detail =>
        Status >= 400 && Json is { ValueKind: JsonValueKind.Object } error && error.TryGetProperty("detail", out var detail) && detail.ValueKind is JsonValueKind.String
            ? PlainText.Of(detail.GetString()!, LongestDetail)
            : null;

    private static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
