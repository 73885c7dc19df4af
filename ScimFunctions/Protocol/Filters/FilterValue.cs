namespace ScimFunctions.Protocol.Filters;

/// <summary>A comparison value: a JSON string, number, boolean or null (RFC 7644 §3.4.2.2, <c>compValue</c>).</summary>
public abstract record FilterValue;

public sealed record StringValue(string Value) : FilterValue;

public sealed record NumberValue(decimal Value) : FilterValue;

public sealed record BooleanValue(bool Value) : FilterValue;

public sealed record NullValue : FilterValue
{
    public static NullValue Instance { get; } = new();
}

/// <summary>
/// A point in time. No text is read to it: <see cref="Binding.FilterBinder"/> makes it of the string that is compared
/// with a dateTime attribute.
/// </summary>
public sealed record InstantValue(DateTimeOffset Value) : FilterValue;
