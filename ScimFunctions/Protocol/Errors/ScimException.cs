namespace ScimFunctions.Protocol.Errors;

/// <summary>Ends a request with a <see cref="ScimError"/>. One place, under the functions, turns it into a response.</summary>
/// <param name="error">What the client is told.</param>
#pragma warning disable CA1032, RCS1194 // It never goes without its error.
public sealed class ScimException(ScimError error) : Exception(error.Detail)
#pragma warning restore CA1032, RCS1194
{
    /// <summary>What the client is told.</summary>
    public ScimError Error { get; } = error;
}
