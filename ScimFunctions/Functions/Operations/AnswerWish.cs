using ScimFunctions.Functions.Requests;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Protocol.Projections;
using ScimFunctions.Protocol.Schemas;

namespace ScimFunctions.Functions.Operations;

/// <summary>What of a changed resource the client wants to be answered.</summary>
/// <param name="Body">Whether there is to be a body.</param>
/// <param name="Projection">Which attributes it has.</param>
/// <param name="Applied">The preference that was heeded, as <c>Preference-Applied</c> tells it; null for none.</param>
internal readonly record struct AnswerWish(bool Body, Projection Projection, string? Applied)
{
    /// <summary>
    /// Reads it off <c>attributes</c>, <c>excludedAttributes</c> and <c>Prefer</c> (RFC 7240 §4.2). Who names attributes gets
    /// them, whatever they prefer, as RFC 7644 §3.5.2 orders.
    /// </summary>
    /// <exception cref="ScimException">400 where both parameters are given.</exception>
    public static AnswerWish Of(ScimRequest scim, ResourceType type, bool byDefault = true)
    {
        var projection = scim.Projection(type);
        var named = scim.Query("attributes") is not null || scim.Query("excludedAttributes") is not null;
        return ReturnPreference.Of(scim.Http.Headers["Prefer"]) switch
        {
            ReturnPreference.Minimal when !named => new(false, projection, ReturnPreference.Minimal),
            ReturnPreference.Representation => new(true, projection, ReturnPreference.Representation),
            _ => new(named || byDefault, projection, null),
        };
    }
}
