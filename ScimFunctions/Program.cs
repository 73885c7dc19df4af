using ScimFunctions.Hosting;
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Hosting.Standalone;
using ScimFunctions.Storage;
using ScimFunctions.Tokens;

try
{
    if (Commands.Handles(args))
    {
        return await new Commands(Services.ForCommands, Console.Out, Console.Error).RunAsync(args, CancellationToken.None);
    }

    await using var app = StandaloneServer.Build(args);
    SocketCompletions.InlineWhereEmbedded(app.Configuration);
    await StandaloneServer.StartAsync(app);
    if (StandaloneServer.IsLocal(app.Configuration))
    {
        var address = PublicAddress.Of(app.Configuration, app.Urls.FirstOrDefault());
        await ActivatorUtilities.CreateInstance<FirstRun>(app.Services, address).RunAsync(Console.Out, CancellationToken.None);
    }

    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception exception) when (exception is SetupException or StorageException or TokenVaultException or IOException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
