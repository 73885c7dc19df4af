namespace ScimFunctions.Tests.Hosting;

/// <summary>The server on the embedded store.</summary>
public sealed class EmbeddedServer : InProcessServer
{
    private readonly TemporaryDirectory _directory = new();

    public override async ValueTask InitializeAsync() => await StartAsync($"--Storage:Embedded:Directory={_directory.Path}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }
}
