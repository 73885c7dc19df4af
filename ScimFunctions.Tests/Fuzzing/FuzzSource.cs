namespace ScimFunctions.Tests.Fuzzing;

/// <summary>Chooses what comes next: a generated input or one of the case tables, as it is or spoiled.</summary>
internal sealed class FuzzSource
{
    private readonly FuzzText _text;
    private readonly FuzzFilters _filters;
    private readonly FuzzPatches _patches;

    public FuzzSource(FuzzText text)
    {
        _text = text;
        _filters = new FuzzFilters(text);
        _patches = new FuzzPatches(text, _filters);
    }

    public FuzzInput Next()
    {
        var kind = _text.Next(20) switch
        {
            < 9 => FuzzKind.Filter,
            < 13 => FuzzKind.Path,
            _ => FuzzKind.Patch,
        };
        var subject = _text.Pick(FuzzSubject.All);
        var corpus = FuzzCorpus.Cases.Of(kind);
        var text = _text.Chance(35) ? _text.Pick(corpus) : kind switch
        {
            FuzzKind.Filter => _filters.Filter(subject),
            FuzzKind.Path => _filters.Path(subject),
            _ => _patches.Message(subject),
        };
        return new FuzzInput(kind, subject, _text.Chance(kind == FuzzKind.Patch ? 20 : 35) ? _text.Spoil(text, corpus) : text);
    }
}
