namespace ScimFunctions.Tests.Hosting;

/// <summary>What runs a server for tests.</summary>
internal interface IServerHost : IAsyncDisposable
{
    /// <summary>The server's address, without a slash at its end.</summary>
    string Root { get; }

    /// <summary>The server's services, or others on the same store.</summary>
    IServiceProvider Services { get; }
}
