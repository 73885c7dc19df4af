namespace ScimFunctions.Tests.Storage;

/// <summary>A directory of a test's own, gone with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = System.IO.Directory.CreateTempSubdirectory("scimfunctions-").FullName;

    public void Dispose() => System.IO.Directory.Delete(Path, recursive: true);
}
