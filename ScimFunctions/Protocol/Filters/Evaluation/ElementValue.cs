using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ScimFunctions.Protocol.Filters.Evaluation;

/// <summary>A value in a parsed document.</summary>
internal readonly struct ElementValue(JsonElement element) : IJsonValue<ElementValue>
{
    public JsonValueKind Kind => element.ValueKind;

    public ElementValue Member(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? new(member) : default;

    public bool AnyElement<TState>(TState state, Func<ElementValue, TState, bool> test)
    {
        foreach (var item in element.EnumerateArray())
        {
            if (test(new(item), state))
            {
                return true;
            }
        }

        return false;
    }

    public bool AnyMember(Func<ElementValue, bool> test)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (test(new(member.Value)))
            {
                return true;
            }
        }

        return false;
    }

    public ReadOnlySpan<char> Text(Span<char> scratch)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (raw.Length > scratch.Length || raw.Contains((byte)'\\'))
        {
            return element.GetString();
        }

        return scratch[..Encoding.UTF8.GetChars(raw[1..^1], scratch)];
    }

    public bool TryGetNumber(out decimal number) => element.TryGetDecimal(out number);
}
