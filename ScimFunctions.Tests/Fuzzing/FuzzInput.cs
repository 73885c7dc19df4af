namespace ScimFunctions.Tests.Fuzzing;

/// <summary>What an input is given to.</summary>
internal enum FuzzKind
{
    Filter,
    Path,
    Patch,
}

/// <summary>One input.</summary>
/// <param name="Kind">What it is given to.</param>
/// <param name="Subject">The resource type and the resources that it meets.</param>
/// <param name="Text">The filter, the path or the body of the PATCH.</param>
internal sealed record FuzzInput(FuzzKind Kind, FuzzSubject Subject, string Text);

/// <summary>Something that the server must not do, with what made it do so.</summary>
internal sealed record FuzzDefect(FuzzInput Input, string Problem);
