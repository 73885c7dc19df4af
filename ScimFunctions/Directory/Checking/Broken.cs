using ScimFunctions.Directory.Checking.Subjects;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Checking;

/// <summary>What is wrong with the rows of one subject.</summary>
/// <param name="Findings">The rows and what is wrong with each.</param>
/// <param name="Mending">The batch that mends them all, if nobody changes them first; none where it takes a person to
/// decide.</param>
internal sealed record Broken(IReadOnlyList<Finding> Findings, IReadOnlyList<RowChange> Mending)
{
    /// <summary>Whose rows they are; null where nothing mends them.</summary>
    public Subject? Subject { get; init; }
}
