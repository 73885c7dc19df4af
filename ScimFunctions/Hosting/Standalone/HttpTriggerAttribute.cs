#pragma warning disable IDE0130 // The official namespace, so that a function reads the same in every host.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>Says which requests start a function; stands in for the official attribute.</summary>
/// <param name="authLevel">The key that the Functions host asks for.</param>
/// <param name="methods">The verbs, in lower case; none means every verb.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    public string[] Methods { get; } = methods;

    /// <summary>The route template, the whole of the path.</summary>
    public string? Route { get; set; }
}
