namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>A line that was not imported.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Text">Why, and what to do; it holds no value of the line but ids.</param>
public sealed record ImportProblem(long Line, string Text);
