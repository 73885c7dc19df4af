namespace ScimFunctions.Directory.Checking.Subjects;

/// <summary>Some rows that belong together, to be looked at closely where a fact of theirs is not met.</summary>
internal abstract record Subject
{
    /// <summary>What needs no looking at.</summary>
    public static Subject None { get; } = new Nothing();

    /// <summary>What is wrong with the rows as they are read; null where nothing is.</summary>
    public abstract Task<Broken?> VerifyAsync(SubjectReads reads);

    private sealed record Nothing : Subject
    {
        public override Task<Broken?> VerifyAsync(SubjectReads reads) => Task.FromResult<Broken?>(null);
    }
}
