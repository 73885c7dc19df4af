namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>Lines that are taken one by one, the next of which can be looked at.</summary>
internal sealed class RestOfLines(IEnumerator<ImportLine> lines)
{
    private ImportLine? _next;

    /// <summary>The next line, which stays; null at the end.</summary>
    public ImportLine? Peek() => _next ??= lines.MoveNext() ? lines.Current : null;

    /// <summary>The next line.</summary>
    public ImportLine Take()
    {
        var line = Peek() ?? throw new InvalidOperationException("There is no line left.");
        _next = null;
        return line;
    }
}
