using ScimFunctions.Protocol.Errors;

namespace ScimFunctions.Directory.Resources;

/// <summary>How many members the groups of one answer may have together, so that it fits in memory.</summary>
internal sealed class RelationBudget(int most)
{
    private int _taken;

    /// <summary>Takes so many more.</summary>
    /// <exception cref="ScimException">400 <c>tooMany</c> where there are not as many left.</exception>
    public void Take(int members)
    {
        if (Interlocked.Add(ref _taken, members) > most)
        {
            throw new ScimException(ScimError.TooMany(
                $"The page would hold more than {most} members. Send excludedAttributes=members, or a smaller count."));
        }
    }
}
