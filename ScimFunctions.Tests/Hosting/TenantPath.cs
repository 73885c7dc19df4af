using System.Security.Cryptography;

namespace ScimFunctions.Tests.Hosting;

/// <summary>Paths of tenant groups that no other test of the same store has.</summary>
public static class TenantPath
{
    /// <summary>The path with a random prefix: what matters in it, such as its dot, stays.</summary>
    public static string Unique(string path) => $"t{RandomNumberGenerator.GetHexString(10, lowercase: true)}-{path}";
}
