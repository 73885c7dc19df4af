using ScimFunctions.Storage;
using ScimFunctions.Tests.Functions;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Observation;

/// <summary>What is counted and timed, and by which labels.</summary>
[Collection(nameof(TelemetryServer))]
public sealed class MeasureTests : IAsyncLifetime
{
    private readonly TelemetryServer _server = new();
    private TenantSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _session = await TenantSession.NewAsync(_server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Requests_are_timed_by_verb_resource_type_and_status()
    {
        await _session.CreateAsync("ada");
        await _session.GetAsync("/Schemas");
        var series = _server.Series("scim.server.request.duration");
        Assert.Contains("http.request.method=POST http.response.status_code=201 scim.resource_type=Users", series);
        Assert.Contains("http.request.method=GET http.response.status_code=200 scim.resource_type=Schemas", series);
    }

    [Fact]
    public async Task Refusals_are_counted_by_scimType()
    {
        await _session.CreateAsync("ada");
        await _session.CreateAsync("ada");
        await _session.GetAsync("/Users/nope");
        var series = _server.Series("scim.server.refusals");
        Assert.Contains("http.request.method=POST http.response.status_code=409 scim.error_type=uniqueness scim.resource_type=Users", series);
        Assert.Contains("http.request.method=GET http.response.status_code=404 scim.error_type=none scim.resource_type=Users", series);
    }

    [Fact]
    public async Task Calls_of_the_store_are_timed_by_operation_and_outcome()
    {
        await _session.CreateAsync("ada");
        _server.Failure = new StorageException("internals", outcomeUnknown: false);
        await _session.GetAsync("/Users/x");
        var series = _server.Series("scim.storage.call.duration");
        Assert.Contains("db.operation.name=commit db.system.name=sqlite scim.outcome=committed", series);
        Assert.Contains("db.operation.name=find db.system.name=sqlite scim.outcome=failed", series);
    }

    [Fact]
    public async Task Conflicts_are_counted_by_the_kind_of_row()
    {
        await _session.CreateAsync("ada");
        await _session.CreateAsync("ada");
        Assert.Contains("scim.storage.reason=exists scim.storage.row_kind=userName", _server.Series("scim.storage.conflicts"));
    }

    [Fact]
    public async Task Lane_that_is_made_is_counted()
    {
        await _session.CreateAsync("ada");
        Assert.Equal(["scim.journal.lane.change=made"], _server.Series("scim.journal.lane.changes"));
    }

    [Fact]
    public void Calls_of_the_vault_are_timed() =>
        Assert.Contains("db.operation.name=set db.system.name=table.vault scim.outcome=set", _server.Series("scim.vault.call.duration"));
}
