using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ScimFunctions.Tests.Cli.Api;

/// <summary>A management interface that answers what a test wants, and keeps what it was sent.</summary>
internal sealed class ScriptedApi : IAsyncDisposable
{
    public const string Key = "scimadm_test";

    private readonly WebApplication _app;

    private ScriptedApi(Func<HttpContext, string, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {body}".TrimEnd());
            Authorization = context.Request.Headers.Authorization.ToString();
            await answer(context, body);
        });
    }

    public List<string> Requests { get; } = [];

    public string Authorization { get; private set; } = "";

    public static async Task<ScriptedApi> StartAsync(Func<HttpContext, string, Task> answer, CancellationToken cancellation)
    {
        var api = new ScriptedApi(answer);
        await api._app.StartAsync(cancellation);
        return api;
    }

    /// <summary>One that answers every request with this.</summary>
    public static Task<ScriptedApi> StartAsync(int status, string answer, CancellationToken cancellation) =>
        StartAsync((context, _) => AnswerAsync(context, status, answer), cancellation);

    public static Task AnswerAsync(HttpContext context, int status, string answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = status < 400 ? "application/json" : "application/problem+json";
        return answer.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(answer);
    }

    public Task<CliRun> RunAsync(CancellationToken cancellation, params string[] args) => RunAsync(new CliSetting(), cancellation, args);

    public Task<CliRun> RunAsync(CliSetting setting, CancellationToken cancellation, params string[] args) =>
        CliRun.OfAsync(setting with { Environment = Surroundings() }, cancellation, args);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Dictionary<string, string> Surroundings() => new(StringComparer.Ordinal)
    {
        ["SCIMFUNCTIONS_URL"] = _app.Urls.First(),
        ["SCIMFUNCTIONS_ADMIN_KEY"] = Key,
        ["NO_COLOR"] = "1",
    };
}
