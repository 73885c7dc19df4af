using System.Net;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Cli;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.Checking;

public abstract class CheckApiTests(InProcessServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_agree_are_counted()
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.SendAsync("POST", "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"jo@example.com"}""");
        var report = (await session.SendAsync("POST", "/check")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(0, (int)report["broken"]!);
        Assert.True((long)report["rows"]! > 1);
    }

    [Fact]
    public async Task Row_that_is_broken_is_named_here_and_on_the_command_line()
    {
        var session = await ManagementSession.NewAsync(server);
        await BreakAsync(session.Path);
        var report = (await session.SendAsync("POST", "/check")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("n:BO", (string?)report["findings"]![0]!["key"]);

        var url = session.Users.Tenant.BaseUri.GetLeftPart(UriPartial.Authority);
        var run = await CliRun.OfAsync(Cancellation, "check", session.Path, "--url", url, "--admin-key", await server.AdminKeyAsync());
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("ROW\tPROBLEM", run.Output, StringComparison.Ordinal);
        Assert.Contains("n:BO\t", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_checks_without_the_admin_key()
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendRootAsync("POST", $"/api/groups/{session.Path}/check", key: session.Users.Tenant.Token), HttpStatusCode.Unauthorized);
    }

    private async Task BreakAsync(string path)
    {
        var group = (await new TenantGroupRegistry(server.Table, TimeProvider.System).FindAsync(path, Cancellation))!.Group;
        await server.Table.CommitAsync(group.Id, [new InsertRow(RowKeys.UserName("bo"), Columns.Of(new Column("user", "nobody")), default)], Cancellation);
    }
}
