using System.Net;
using System.Text;
using ScimFunctions.Tests.Hosting;
using Xunit;
using Xunit.Sdk;

namespace ScimFunctions.Tests.IdentityProviders;

public sealed class SequencePlayerTests
{
    private static readonly ScimTenant Tenant = new("demo", new Uri("http://scim.example.com/groups/demo"), "scimfn_x");

    [Fact]
    public async Task Captured_value_is_filled_into_path_and_body()
    {
        var sent = await PlayAsync("""
            { "name": "get", "request": { "method": "GET", "path": "/Users" }, "expect": { "status": 200, "body": { "id": "{{capture:id}}" } } },
            { "name": "put", "request": { "method": "PUT", "path": "/Users/{{id}}", "body": { "a": "{{id}}" } }, "expect": { "status": 200 } }
            """, """{"id":"a b\"c"}""");
        Assert.Equal("PUT http://scim.example.com/groups/demo/Users/a%20b%22c { \"a\": \"a b\\u0022c\" }", sent[1]);
    }

    [Fact]
    public async Task Path_keeps_plus_and_percent_and_escapes_the_rest()
    {
        var sent = await PlayAsync("""
            { "name": "get", "request": { "method": "GET", "path": "/Users?filter=userName eq \"j+o%2Bé\"" }, "expect": { "status": 200 } }
            """, "{}", "\"flag\"");
        Assert.Equal("GET http://scim.example.com/groups/demo/Users?filter=userName%20eq%20%22j+o%2B%C3%A9%22&flag ", sent[0]);
    }

    [Fact]
    public async Task Failure_names_file_step_and_difference()
    {
        var failure = await Assert.ThrowsAsync<FailException>(() => PlayAsync("""
            { "name": "read", "request": { "method": "GET", "path": "/Users" }, "expect": { "status": 200, "body": { "a": 1 } } }
            """, """{"a":2}"""));
        Assert.Contains("test.json, step 1 \"read\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains("$.a: expected 1, was 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_without_a_SCIM_body_fails_the_step()
    {
        var failure = await Assert.ThrowsAsync<FailException>(() => PlayAsync("""
            { "name": "read", "request": { "method": "GET", "path": "/Users" }, "expect": { "status": 404 } }
            """, """{"status":404}""", status: HttpStatusCode.NotFound));
        Assert.Contains("error.schemas", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> PlayAsync(string steps, string answer, string query = "null", HttpStatusCode status = HttpStatusCode.OK)
    {
        using var handler = new Echo(answer, status);
        using var client = new HttpClient(handler);
        var sequence = SequenceFile.Parse("test.json", $$"""{ "name": "test", "group": "demo", "query": {{query}}, "steps": [ {{steps}} ] }""");
        await new SequencePlayer(client, Tenant).PlayAsync(sequence, TestContext.Current.CancellationToken);
        return handler.Sent;
    }

    private sealed class Echo(string answer, HttpStatusCode status) : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Sent.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {body}");
            return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/scim+json") };
        }
    }
}
