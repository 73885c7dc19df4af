using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Groups.Members;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Resources;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Requests.Groups;

/// <summary>Reads one element of <c>members</c>: the common forms straight from the bytes, all others as any attribute is read.</summary>
/// <param name="type">The group's type in the tenant group.</param>
/// <param name="depth">How many levels of JSON there may be.</param>
internal sealed class MemberElementReader(ResourceType type, int depth)
{
    /// <summary>The most bytes of one element.</summary>
    public const int Largest = 64 * 1024;

    private const int LongestName = 256, LongestPlain = 256;

    private readonly AttributeDefinition _members = type.Schema.Find("members")!;

    /// <summary>Whether the name that the reader is at is that of <c>members</c>, however the client spells it.</summary>
    public bool IsMembers(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("members"u8))
        {
            return true;
        }

        if ((reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) > LongestName)
        {
            return false;
        }

        try
        {
            return ResourceKey.Resolve(type, reader.GetString()!) is { Extension: null, SubAttribute: null } path && path.Attribute == _members;
        }
        catch (InvalidOperationException)
        {
            // Not Unicode: whoever reads the rest tells of it.
            return false;
        }
    }

    /// <summary>Reads the element whose first token the reader is at.</summary>
    /// <param name="reader">The reader, which is left at the end of the element, or anywhere where that has not come yet.</param>
    /// <param name="bytes">What the reader reads.</param>
    /// <param name="index">Where it stands in the client's list.</param>
    /// <param name="member">The member; null where the element names none.</param>
    /// <returns>Whether the element is all there.</returns>
    /// <exception cref="ScimException">400 where it cannot be a member.</exception>
    public bool TryRead(ref Utf8JsonReader reader, ReadOnlySequence<byte> bytes, int index, out ListedMember? member)
    {
        var plain = reader;
        if (TryReadPlain(ref plain, index, out var listed))
        {
            reader = plain;
            member = listed;
            return true;
        }

        var start = reader.TokenStartIndex;
        member = null;
        if (!reader.TrySkip())
        {
            return false;
        }

        member = ReadAny(bytes.Slice(start, reader.BytesConsumed - start), index);
        return true;
    }

    /// <summary>An object of strings without escapes: <c>value</c>, and <c>type</c>, <c>$ref</c> or <c>display</c>, each once.</summary>
    private static bool TryReadPlain(ref Utf8JsonReader reader, int index, out ListedMember member)
    {
        string? id = null, kind = null;
        bool reference = false, display = false;
        member = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = reader.ValueTextEquals("value"u8) && id is null;
            var isType = !isValue && reader.ValueTextEquals("type"u8) && kind is null;
            var isReference = !isValue && !isType && reader.ValueTextEquals("$ref"u8) && !reference;
            var isDisplay = !isValue && !isType && !isReference && reader.ValueTextEquals("display"u8) && !display;
            if (!(isValue || isType || isReference || isDisplay) || !reader.Read() || !IsPlain(ref reader))
            {
                return false;
            }

            id = isValue ? reader.GetString() : id;
            kind = isType ? reader.GetString() : kind;
            reference |= isReference;
            display |= isDisplay;
        }

        if (reader.TokenType != JsonTokenType.EndObject || string.IsNullOrEmpty(id))
        {
            return false;
        }

        member = new ListedMember(id, ListedMember.SaysGroup(kind), index);
        return true;
    }

    private static bool IsPlain(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
        {
            return false;
        }

        return reader.HasValueSequence
            ? reader.ValueSequence.Length <= LongestPlain && IsAscii(reader.ValueSequence)
            : reader.ValueSpan.Length <= LongestPlain && Ascii.IsValid(reader.ValueSpan);
    }

    private static bool IsAscii(ReadOnlySequence<byte> text)
    {
        foreach (var segment in text)
        {
            if (!Ascii.IsValid(segment.Span))
            {
                return false;
            }
        }

        return true;
    }

    private ListedMember? ReadAny(ReadOnlySequence<byte> element, int index)
    {
        JsonNode? node;
        try
        {
            var reader = new Utf8JsonReader(element, new JsonReaderOptions { MaxDepth = depth });
            node = element.FirstSpan is [(byte)'{', ..]
                ? JsonSerializer.Deserialize(ref reader, RequestJson.Default.JsonObject)
                : JsonNode.Parse(ref reader);
        }
        catch (Exception exception) when (RequestBody.IsUnreadable(exception) && IllFormedText.Find(element, depth) is { } place)
        {
            throw RequestBody.IllFormed(place == IllFormedText.Whole ? _members.Name : $"{_members.Name}.{place}");
        }
        catch (Exception exception) when (RequestBody.IsUnreadable(exception))
        {
            throw RequestBody.Unreadable();
        }

        return MemberList.Of(ResourceReader.ReadValue(_members, new JsonArray(node), _members.Name) as JsonArray) is { Count: 1 } list
            ? list[0] with { Index = index }
            : null;
    }
}
