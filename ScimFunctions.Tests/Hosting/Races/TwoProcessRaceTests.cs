using Xunit;

namespace ScimFunctions.Tests.Hosting.Races;

public sealed class TwoProcessRaceTests(TwoServerProcesses servers) : RaceTests(servers), IClassFixture<TwoServerProcesses>
{
    private readonly TwoServerProcesses _servers = servers;

    protected override async Task<IReadOnlyList<ScimTenant>> DoorsAsync(string path)
    {
        var tenant = await _servers.NewTenantAsync(path);
        return [tenant, _servers.AtTheOther(tenant)];
    }
}
