using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using ScimFunctions.Storage;
using ScimFunctions.Storage.AzureTables;
using Xunit;

namespace ScimFunctions.Tests.Storage;

/// <summary>What becomes of answers that Azurite does not give, from a service that answers as it is told.</summary>
public sealed class AzureTableFailureTests
{
    private static readonly RowChange[] Batch = [new InsertRow("u:1", Columns.None, default)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_failing_service_leaves_the_outcome_of_a_batch_unknown(int status)
    {
        var table = Connect(_ => new HttpResponseMessage((HttpStatusCode)status));

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await table.CommitAsync("p", Batch, Cancellation));

        Assert.True(exception.OutcomeUnknown);
    }

    [Fact]
    public async Task A_broken_connection_leaves_the_outcome_of_a_batch_unknown()
    {
        var table = Connect(_ => throw new HttpRequestException("broken"));

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await table.CommitAsync("p", Batch, Cancellation));

        Assert.True(exception.OutcomeUnknown);
    }

    [Fact]
    public async Task A_failing_read_has_a_known_outcome()
    {
        var table = Connect(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await table.FindAsync("p", "u:1", Cancellation));

        Assert.False(exception.OutcomeUnknown);
    }

    [Fact]
    public async Task A_refused_credential_is_said()
    {
        var table = Connect(_ => new HttpResponseMessage(HttpStatusCode.Forbidden));

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await table.CommitAsync("p", Batch, Cancellation));

        Assert.False(exception.OutcomeUnknown);
        Assert.Contains("credential", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_refusal_of_a_repetition_leaves_the_outcome_of_a_batch_unknown(HttpStatusCode refusal)
    {
        var sent = 0;
        var table = Connect(_ => new HttpResponseMessage(Interlocked.Increment(ref sent) == 1 ? HttpStatusCode.ServiceUnavailable : refusal));

        var exception = await Assert.ThrowsAsync<StorageException>(async () => await table.CommitAsync("p", Batch, Cancellation));

        Assert.True(exception.OutcomeUnknown);
    }

    [Fact]
    public async Task A_missing_table_that_cannot_be_made_is_named()
    {
        var options = AzureTable.Options();
        options.Transport = new HttpClientTransport(new Service(_ =>
            Json(HttpStatusCode.NotFound, """{"odata.error":{"code":"TableNotFound","message":{"lang":"en-US","value":"The table specified does not exist."}}}""")));
        var credential = DelegatedTokenCredential.Create((_, _) => new AccessToken("token", DateTimeOffset.MaxValue));
        var table = AzureTable.Connect(new Uri("https://account.table.core.windows.net"), credential, "scimusers", options);

        var find = await Assert.ThrowsAsync<StorageException>(async () => await table.FindAsync("p", "u:1", Cancellation));
        var commit = await Assert.ThrowsAsync<StorageException>(async () => await table.CommitAsync("p", Batch, Cancellation));

        Assert.Contains("scimusers is missing", find.Message, StringComparison.Ordinal);
        Assert.Contains("scimusers is missing", commit.Message, StringComparison.Ordinal);
        Assert.False(commit.OutcomeUnknown);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public async Task A_conflict_says_whether_the_batch_was_sent_before(int failures, bool retried)
    {
        var sent = 0;
        var table = Connect(_ => Interlocked.Increment(ref sent) <= failures ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : Exists());

        var result = await table.CommitAsync("p", Batch, Cancellation);

        Assert.Equal(new Conflicted(0, ConflictReason.Exists, retried), result);
    }

    [Fact]
    public async Task Attempts_of_concurrent_batches_are_counted_apart()
    {
        var table = Connect(_ => Exists());

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => table.CommitAsync("p", Batch, Cancellation).AsTask()));

        Assert.All(results, result => Assert.False(Assert.IsType<Conflicted>(result).Retried));
    }

    [Theory]
    [InlineData("W/\"datetime'2026-01-02T03%3A04%3A05.6789012Z'\"")]
    [InlineData("W/\"datetime'2026-01-02T03%3A04%3A05.678Z'\"")]
    [InlineData("\"0x8DC0FFEE\"")]
    public async Task An_etag_is_given_back_as_it_came(string etag)
    {
        string? given = null;
        var table = Connect(request =>
        {
            if (request.Method == HttpMethod.Get)
            {
                return Json(HttpStatusCode.OK, $$"""{"odata.etag":"{{etag.Replace("\"", "\\\"", StringComparison.Ordinal)}}","PartitionKey":"p","RowKey":"u:1"}""");
            }

            given = request.Content!.ReadAsStringAsync(Cancellation).Result;
            return Exists();
        });

        var row = await table.FindAsync("p", "u:1", Cancellation);
        await table.CommitAsync("p", [new ReplaceRow("u:1", row!.ETag, Columns.None, default)], Cancellation);

        Assert.Contains($"If-Match: {etag}", given, StringComparison.Ordinal);
    }

    private static AzureTable Connect(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var options = AzureTable.Options();
        options.Transport = new HttpClientTransport(new Service(answer));
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        return AzureTable.Connect("AccountName=a;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:1/a", "table", options);
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    // The answer to a batch whose first change met a row, as the service writes it.
    private static HttpResponseMessage Exists()
    {
        const string Body = """
            --batch
            Content-Type: multipart/mixed; boundary=changes

            --changes
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 409 Conflict
            Content-Type: application/json;odata=minimalmetadata

            {"odata.error":{"code":"EntityAlreadyExists","message":{"lang":"en-US","value":"0:The specified entity already exists."}}}
            --changes--
            --batch--

            """;
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(Body.Replace("\n", "\r\n", StringComparison.Ordinal)));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/mixed; boundary=batch");
        return new(HttpStatusCode.Accepted) { Content = content };
    }

    private sealed class Service(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}
