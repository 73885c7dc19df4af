using System.Net;
using ScimFunctions.Tests.Functions.Management;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Security;

/// <summary>What looks like a query of Azure Tables (OData) or SQL is a value like any other.</summary>
public abstract class TableQueryInjectionTests(InProcessServer server)
{
    [Theory]
    [InlineData("x' or PartitionKey ne '")]
    [InlineData("x' or RowKey ge 'u:' and RowKey lt 'u;")]
    [InlineData("' or true or '")]
    [InlineData("'')('")]
    [InlineData("x%27%20or%20true")]
    [InlineData("x'; DROP TABLE rows; --")]
    [InlineData("x\" OR 1=1 --")]
    [InlineData("i:x")]
    [InlineData("~")]
    [InlineData("a:b:c")]
    public async Task It_finds_itself_and_nobody_else(string value)
    {
        var session = await ManagementSession.NewAsync(server);
        await session.Users.CreateAsync("victim", "victim-1");

        Assert.Empty(await session.Users.FindAsync("userName", value));
        Assert.Empty(await session.Users.FindAsync("externalId", value));
        Assert.Empty(await session.Users.FindAsync("id", value));
        Assert.Equal("""{"items":[]}""", (await session.SendAsync("GET", "/identities?externUid=" + Uri.EscapeDataString(value))).Body);
        var made = (await session.Users.CreateAsync(value, value)).Is(HttpStatusCode.Created);

        Assert.Equal([made.Id], await session.Users.FindAsync("userName", value));
        Assert.Equal([made.Id], await session.Users.FindAsync("externalId", value));
        Assert.Equal(made.Id, (string?)(await session.SendAsync("GET", "/identities?externUid=" + Uri.EscapeDataString(value))).Json["items"]![0]!["userId"]);
        (await session.Users.GetAsync("/Users/" + Uri.EscapeDataString(value))).IsError(404);
        (await session.Users.SendAsync("DELETE", "/Users/" + Uri.EscapeDataString(value))).IsError(404);
        ManagementSession.IsProblem(await session.SendAsync("GET", "/members/" + Uri.EscapeDataString(value)), HttpStatusCode.NotFound);
    }
}

public sealed class EmbeddedTableQueryInjectionTests(EmbeddedServer server) : TableQueryInjectionTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteTableQueryInjectionTests(AzuriteServer server) : TableQueryInjectionTests(server), IClassFixture<AzuriteServer>;
