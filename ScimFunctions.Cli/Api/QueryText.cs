namespace ScimFunctions.Cli.Api;

/// <summary>A path and the query that grows on it.</summary>
internal sealed record QueryText(string Text)
{
    /// <summary>With this parameter more, unless it has no value.</summary>
    public QueryText With(string name, string? value) =>
        value is null ? this : new($"{Text}{(Text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}");

    /// <inheritdoc />
    public override string ToString() => Text;
}
