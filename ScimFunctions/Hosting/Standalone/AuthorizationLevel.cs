#pragma warning disable IDE0130 // The official namespace, so that a function reads the same in every host.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Which key the Functions host asks for. All functions here are anonymous to the host: they check bearer tokens.
/// </summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}
