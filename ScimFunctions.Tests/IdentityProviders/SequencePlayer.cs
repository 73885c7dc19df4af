using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ScimFunctions.Cli.Trying.Expectations;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.IdentityProviders;

/// <summary>Plays a sequence against a running server and fails at the first answer that is not as expected.</summary>
public sealed class SequencePlayer(HttpClient client, ScimTenant tenant)
{
    private const string ScimJson = "application/scim+json";

    public async Task PlayAsync(Sequence sequence, CancellationToken cancellation)
    {
        var variables = new SequenceVariables { ["base"] = tenant.BaseUri.AbsoluteUri.TrimEnd('/') };
        foreach (var (step, number) in sequence.Steps.Select((step, index) => (step, index + 1)))
        {
            using var request = Request(step.Request, sequence.Query, variables);
            using var response = await client.SendAsync(request, cancellation);
            var answer = await response.Content.ReadAsStringAsync(cancellation);
            if (AnswerCheck.Mismatch(step.Expect, response, answer, variables) is { } mismatch)
            {
                Assert.Fail($"""
                    {sequence.File}, step {number} "{step.Name}"
                      {mismatch}
                      request: {request.Method} {request.RequestUri!.PathAndQuery} {step.Request.Body}
                      answer:  {(int)response.StatusCode} {answer}
                    """);
            }
        }
    }

    private HttpRequestMessage Request(StepRequest step, string? query, SequenceVariables variables)
    {
        var request = new HttpRequestMessage(step.Method, RequestAddress.Of(tenant.BaseUri, step.Path, query, variables));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tenant.Token);
        request.Headers.TryAddWithoutValidation("Accept", ScimJson);
        if (step.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(
                variables.Fill(step.Body, value => JsonEncodedText.Encode(value).ToString())));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ScimJson + "; charset=utf-8");
        }

        foreach (var (name, value) in step.Headers)
        {
            Set(request, name, variables.Fill(value, filled => filled));
        }

        return request;
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        HttpHeaders headers = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? request.Content!.Headers : request.Headers;
        headers.Remove(name);
        if (value.Length > 0)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}
