using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScimFunctions.Tests.Hosting;

namespace ScimFunctions.Tests.Cli.Trying;

/// <summary>A SCIM endpoint that is right in everything but one: it stands before this project's own and spoils what it passes on.</summary>
internal sealed class DistortedEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private readonly ScimTenant _tenant;

    private DistortedEndpoint(ScimTenant tenant, Distortion distortion)
    {
        _tenant = tenant;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context => AnswerAsync(context, distortion));
    }

    /// <summary>Its tenant URL.</summary>
    public string Url => _app.Urls.First();

    public static async Task<DistortedEndpoint> StartAsync(ScimTenant tenant, Distortion distortion, CancellationToken cancellation)
    {
        var endpoint = new DistortedEndpoint(tenant, distortion);
        await endpoint._app.StartAsync(cancellation);
        return endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, Distortion distortion)
    {
        using var reader = new StreamReader(context.Request.Body);
        var exchange = new Exchange(context.Request.Method, context.Request.Path, context.RequestAborted)
        {
            Query = Uri.UnescapeDataString(context.Request.QueryString.Value!.Replace('+', ' ')),
            Authorization = context.Request.Headers.Authorization.ToString(),
            Body = await reader.ReadToEndAsync(context.RequestAborted),
        };
        await distortion(exchange, () => ForwardAsync(exchange));
        context.Response.StatusCode = exchange.Status;
        if (exchange.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds;
        }

        if (exchange.Answer.Length > 0)
        {
            context.Response.ContentType = exchange.MediaType;
            await context.Response.WriteAsync(exchange.Answer, context.RequestAborted);
        }
    }

    private async Task ForwardAsync(Exchange exchange)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(exchange.Method), _tenant.BaseUri.AbsoluteUri + exchange.Path + exchange.Query);
        request.Headers.TryAddWithoutValidation("Authorization", exchange.Authorization);
        request.Content = exchange.Body.Length > 0 ? new StringContent(exchange.Body, Encoding.UTF8, "application/scim+json") : null;
        using var response = await _client.SendAsync(request, CancellationToken.None);
        exchange.Status = (int)response.StatusCode;
        exchange.MediaType = response.Content.Headers.ContentType?.MediaType ?? "application/scim+json";
        exchange.Answer = response.StatusCode is HttpStatusCode.NoContent ? "" : await response.Content.ReadAsStringAsync(CancellationToken.None);
    }
}
