using System.Net;

namespace ScimFunctions.Tests.Functions.Faults;

/// <summary>A request that is made to fail, and how it is seen whether it was made.</summary>
/// <param name="Send">Sends the request.</param>
/// <param name="IsMade">Whether the change is there.</param>
internal sealed record FaultScenario(Func<Task<Answer>> Send, Func<Task<bool>> IsMade)
{
    /// <summary>What the request answers where it succeeds.</summary>
    public HttpStatusCode Success { get; init; } = HttpStatusCode.OK;

    /// <summary>What a client's repeat is answered where the change was made: the same, but for POST (409) and DELETE (404).</summary>
    public HttpStatusCode Repeated { get; init; } = HttpStatusCode.OK;

    /// <summary>Whether the request only reads.</summary>
    public bool Reads { get; init; }

    /// <summary>Whether the request goes on with the store after the commit, be it to finish the change or to answer with
    /// the members: then the change may be there although its answer is that the store could not be reached.</summary>
    public bool MayBeMadeUnanswered { get; init; }
}
