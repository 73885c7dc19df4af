namespace ScimFunctions.Protocol.Schemas.Reading;

/// <summary>What is wrong with a schema definition.</summary>
/// <param name="Place">Where, such as <c>schema.attributes[2].type</c>.</param>
/// <param name="Rule">The rule that is broken, as a sentence.</param>
/// <param name="Example">What would be right there, as JSON or text.</param>
public sealed record SchemaProblem(string Place, string Rule, string Example);

/// <summary>A schema definition breaks a rule.</summary>
/// <param name="problem">Which, and where.</param>
#pragma warning disable CA1032, RCS1194 // It never goes without its problem.
public sealed class InvalidSchemaException(SchemaProblem problem) : Exception(problem.Rule)
#pragma warning restore CA1032, RCS1194
{
    /// <summary>Which rule, and where.</summary>
    public SchemaProblem Problem { get; } = problem;
}
