namespace ScimFunctions.Hosting;

/// <summary>The configuration does not do; the message is a sentence that says what to set.</summary>
/// <param name="message">The sentence.</param>
#pragma warning disable CA1032 // It never goes without its sentence.
public sealed class SetupException(string message) : Exception(message);
#pragma warning restore CA1032
