using ScimFunctions.Hosting;
using ScimFunctions.Storage;
using ScimFunctions.Tokens;
#if STANDALONE
using ScimFunctions.Hosting.CommandLine;
using ScimFunctions.Hosting.Standalone;
#else
using Microsoft.Azure.Functions.Worker.Builder;
using ScimFunctions.Hosting.Observation;
#endif

try
{
#if STANDALONE
    if (FunctionFolders.Handles(args))
    {
        return await FunctionFolders.RunAsync(args, Console.Error);
    }

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
#else
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Services.AddScimFunctions(builder.Configuration, isWorker: true);
    builder.Services.AddTelemetry(builder.Configuration);
    await builder.Build().RunAsync();
#endif
    return 0;
}
catch (Exception exception) when (exception is SetupException or StorageException or TokenVaultException or IOException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
