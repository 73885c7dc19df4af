using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimFunctions.Protocol.Filters.Evaluation;

/// <summary>A value in a node tree, where JSON null and what is absent are both the null reference.</summary>
internal readonly struct NodeValue(JsonNode? node) : IJsonValue<NodeValue>
{
    public JsonValueKind Kind => node?.GetValueKind() ?? JsonValueKind.Undefined;

    public NodeValue Member(string name) =>
        node is JsonObject members && members.TryGetPropertyValue(name, out var member) ? new(member) : default;

    public bool AnyElement<TState>(TState state, Func<NodeValue, TState, bool> test)
    {
        foreach (var item in node!.AsArray())
        {
            if (test(new(item), state))
            {
                return true;
            }
        }

        return false;
    }

    public bool AnyMember(Func<NodeValue, bool> test)
    {
        foreach (var (_, member) in node!.AsObject())
        {
            if (test(new(member)))
            {
                return true;
            }
        }

        return false;
    }

    public ReadOnlySpan<char> Text(Span<char> scratch)
    {
        if (node is JsonValue value && value.TryGetValue(out string? text))
        {
            return text;
        }

        // A node made of a Guid or a DateTimeOffset is a string in JSON and not in memory.
        using var document = JsonDocument.Parse(node!.ToJsonString());
        return document.RootElement.GetString();
    }

    // Nodes made of an int or a double hold one and give no decimal.
    public bool TryGetNumber(out decimal number) =>
        node!.AsValue().TryGetValue(out number) ||
        decimal.TryParse(node!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
