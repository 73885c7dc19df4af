using System.Net;
using System.Text.Json;
using Xunit;

namespace ScimFunctions.Tests.Hosting;

/// <summary>Two tenant groups on one server: nothing of one is reached with the token, or by the ids, of the other.</summary>
public abstract class TenantIsolationTests(ScimServer server)
{
    private const string User = """{ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "intruder@example.com" }""";

    private const string Patch = """
        { "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [{ "op": "replace", "path": "active", "value": false }] }
        """;

    /// <summary>Every route under the tenant URL, with {id} where a user's id goes, and some that do not exist.</summary>
    public static TheoryData<string, string, string?> Routes => new()
    {
        { "GET", "/Users", null },
        { "HEAD", "/Users", null },
        { "GET", "/Users?filter=userName%20eq%20%22owner%40example.com%22", null },
        { "POST", "/Users", User },
        { "GET", "/Users/{id}", null },
        { "HEAD", "/Users/{id}", null },
        { "PUT", "/Users/{id}", User },
        { "PATCH", "/Users/{id}", Patch },
        { "DELETE", "/Users/{id}", null },
        { "GET", "/ServiceProviderConfig", null },
        { "GET", "/ResourceTypes", null },
        { "GET", "/ResourceTypes/User", null },
        { "GET", "/Schemas", null },
        { "GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", null },
        { "POST", "/Bulk", User },
        { "POST", "/.search", User },
        { "GET", "/Me", null },
        { "PATCH", "/Me", Patch },
        { "GET", "/Groups", null },
        { "POST", "/Groups", User },
        { "DELETE", "/Groups/{id}", null },
        { "POST", "/Bulk", """{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"/Users/{id}"}]}""" },
        { "GET", "/NoSuchPath", null },
        { "GET", "", null },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Token_of_another_tenant_group_reads_and_changes_nothing(string method, string route, string? body)
    {
        var (owner, id) = await OwnerAsync();
        var intruder = await server.NewTenantAsync(TenantPath.Unique("intruder"));
        var before = await AllOfAsync(owner);

        var (status, answer) = await SendAsync(owner with { Token = intruder.Token }, method, route.Replace("{id}", id, StringComparison.Ordinal), body?.Replace("{id}", id, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.DoesNotContain("owner@example.com", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(id, answer, StringComparison.Ordinal);
        Assert.Equal(before, await AllOfAsync(owner));
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("HEAD", null)]
    [InlineData("PUT", User)]
    [InlineData("PATCH", Patch)]
    [InlineData("DELETE", null)]
    public async Task Id_of_another_tenant_group_is_not_found(string method, string? body)
    {
        var (owner, id) = await OwnerAsync();
        var other = await server.NewTenantAsync(TenantPath.Unique("other"));
        var before = await AllOfAsync(owner);

        var (status, _) = await SendAsync(other, method, $"/Users/{id}", body);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(before, await AllOfAsync(owner));
    }

    [Fact]
    public async Task Same_names_in_two_tenant_groups_are_two_users()
    {
        var (first, firstId) = await OwnerAsync();
        var (second, secondId) = await OwnerAsync();
        Assert.NotEqual(firstId, secondId, StringComparer.Ordinal);
        Assert.Equal([firstId], await server.Client.FindAsync(first, "externalId", "owner-1", TestContext.Current.CancellationToken));
        Assert.Equal([secondId], await server.Client.FindAsync(second, "externalId", "owner-1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Unknown_tenant_group_is_refused_like_a_wrong_token()
    {
        var (owner, _) = await OwnerAsync();
        var unknown = owner with { BaseUri = new Uri(owner.BaseUri.AbsoluteUri + "-unknown") };
        var refused = await SendAsync(owner with { Token = (await server.NewTenantAsync(TenantPath.Unique("other"))).Token }, "GET", "/Users", null);
        Assert.Equal(refused, await SendAsync(unknown, "GET", "/Users", null));
    }

    private async Task<(ScimTenant Tenant, string Id)> OwnerAsync()
    {
        var tenant = await server.NewTenantAsync(TenantPath.Unique("owner"));
        var (_, created) = await SendAsync(tenant, "POST", "/Users", """
            { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "owner@example.com", "externalId": "owner-1", "active": true }
            """);
        using var user = JsonDocument.Parse(created);
        return (tenant, user.RootElement.GetProperty("id").GetString()!);
    }

    private async Task<string> AllOfAsync(ScimTenant tenant) => (await SendAsync(tenant, "GET", "/Users", null)).Body;

    private Task<(HttpStatusCode Status, string Body)> SendAsync(ScimTenant tenant, string method, string path, string? body) =>
        server.Client.SendAsync(tenant, HttpMethod.Parse(method), path, body, TestContext.Current.CancellationToken);
}
