using System.Diagnostics;
using System.Net;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Functions;
using ScimFunctions.Tokens;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Observation;

/// <summary>What spans tell. One server at a time has telemetry on, for spans are heard of in the whole process.</summary>
[Collection(nameof(TelemetryServer))]
public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly TelemetryServer _server = new();
    private TenantSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _session = await TenantSession.NewAsync(_server);
        (await _session.GetAsync("/Users")).Is(HttpStatusCode.OK);
        _server.Clear();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Request_is_a_span_of_its_route()
    {
        var created = await _session.CreateAsync("ada");
        var span = _server.Request();
        Assert.Equal("POST /api/scim/v2/groups/{group}/Users", span.DisplayName);
        Assert.Equal("POST", span.GetTagItem("http.request.method"));
        Assert.Equal("/api/scim/v2/groups/{group}/Users", span.GetTagItem("http.route"));
        Assert.Equal("Users", span.GetTagItem("scim.resource_type"));
        Assert.Equal(201, span.GetTagItem("http.response.status_code"));
        Assert.Equal(created.Header("X-Correlation-Id"), span.GetTagItem("scim.correlation_id"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
    }

    [Fact]
    public async Task Call_of_the_store_is_a_span_under_its_request()
    {
        var id = (await _session.CreateAsync("ada")).Id;
        _server.Clear();
        await _session.GetAsync("/Users/" + id);
        var call = Assert.Single(_server.Spans, span => span.Kind == ActivityKind.Client);
        Assert.Equal(_server.Request().SpanId, call.ParentSpanId);
        Assert.Equal("find", call.GetTagItem("db.operation.name"));
        Assert.Equal("found", call.GetTagItem("scim.outcome"));
        Assert.Equal(1, call.GetTagItem("scim.storage.rows"));
    }

    [Fact]
    public async Task Batch_tells_how_many_rows_it_changes()
    {
        await _session.CreateAsync("ada");
        _server.Clear();
        await _session.CreateAsync("bob", "bob-1");
        var commit = Assert.Single(_server.Spans, span => (string?)span.GetTagItem("db.operation.name") == "commit");
        Assert.Equal("committed", commit.GetTagItem("scim.outcome"));
        Assert.InRange((int)commit.GetTagItem("scim.storage.rows")!, 4, 10);
    }

    [Fact]
    public async Task Refusal_tells_its_scimType()
    {
        await _session.GetAsync("/Users?filter=nonsense");
        var span = _server.Request();
        Assert.Equal(400, span.GetTagItem("http.response.status_code"));
        Assert.Equal("invalidFilter", span.GetTagItem("scim.error_type"));
        Assert.Null(span.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Failing_store_marks_its_span_and_the_request_s()
    {
        _server.Failure = new StorageException("internals", outcomeUnknown: false) { Code = 503 };
        await _session.GetAsync("/Users/x");
        Assert.Equal((ActivityStatusCode.Error, "503"), (_server.Request().Status, _server.Request().GetTagItem("error.type")));
        var call = Assert.Single(_server.Spans, span => span.Kind == ActivityKind.Client);
        Assert.Equal(ActivityStatusCode.Error, call.Status);
        Assert.Equal("failed", call.GetTagItem("scim.outcome"));
        Assert.Equal("503", call.GetTagItem("db.response.status_code"));
        Assert.Equal(typeof(StorageException).FullName, call.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Call_of_the_vault_is_a_span()
    {
        await _server.NewTokenAsync(_session.Tenant.Path, TokenScope.Read);
        Assert.Contains(_server.Spans, span => span.DisplayName == "table.vault set" && (string?)span.GetTagItem("scim.outcome") == "set");
    }

    [Fact]
    public async Task Caller_s_trace_goes_on_without_its_free_text()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await _session.SendAsync("GET", "/Users", (string?)null, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"), ("tracestate", "who=ada"), ("baggage", "who=ada"));
        var span = _server.Request();
        Assert.Equal((Trace, "00f067aa0ba902b7"), (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString()));
        Assert.Null(span.TraceStateString);
        Assert.Empty(span.Baggage);
    }

    [Fact]
    public async Task Verb_of_the_client_s_own_is_not_told()
    {
        await _session.SendAsync("ADA", "/Users");
        Assert.Equal("_OTHER", _server.Request().GetTagItem("http.request.method"));
        Assert.Equal("/{*path}", _server.Request().GetTagItem("http.route"));
    }

    [Fact]
    public async Task Nobody_else_s_spans_are_exported()
    {
        await _session.CreateAsync("ada");
        Assert.All(_server.Spans, span => Assert.Equal("ScimFunctions", span.Source.Name));
    }
}
