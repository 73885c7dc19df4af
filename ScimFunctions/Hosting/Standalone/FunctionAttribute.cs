#pragma warning disable IDE0130 // The official namespace, so that a function reads the same in every host.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>Names a function; stands in for the official attribute where the Functions worker is not referenced.</summary>
/// <param name="name">The name, unique in the application: letters, digits, <c>_</c> and <c>-</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
