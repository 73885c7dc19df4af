using System.Text.Json;

namespace ScimFunctions.Protocol.Filters.Evaluation;

/// <summary>What evaluation needs of a JSON value, so that it is written once for parsed documents and for node trees.</summary>
internal interface IJsonValue<TSelf>
    where TSelf : struct, IJsonValue<TSelf>
{
    /// <summary><see cref="JsonValueKind.Undefined"/> for what is absent.</summary>
    JsonValueKind Kind { get; }

    /// <summary>The member of that exact name; of kind undefined where there is none or this is no object.</summary>
    TSelf Member(string name);

    /// <summary>Whether any element of this array passes.</summary>
    bool AnyElement<TState>(TState state, Func<TSelf, TState, bool> test);

    /// <summary>Whether the value of any member of this object passes.</summary>
    bool AnyMember(Func<TSelf, bool> test);

    /// <summary>The characters of this string, in <paramref name="scratch"/> where they fit and it saves an allocation.</summary>
    ReadOnlySpan<char> Text(Span<char> scratch);

    /// <summary>The value of this number; false where a decimal cannot hold it.</summary>
    bool TryGetNumber(out decimal number);
}
