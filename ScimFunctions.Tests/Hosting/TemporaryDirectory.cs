using System.Security.Cryptography;

namespace ScimFunctions.Tests.Hosting;

/// <summary>A directory that is removed with what is in it.</summary>
public sealed class TemporaryDirectory(string? parent = null) : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateDirectory(
        System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), "scim-" + RandomNumberGenerator.GetHexString(12, lowercase: true))).FullName;

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
