using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.People;

/// <summary>Restoring deleted users.</summary>
public abstract class RestoreApiTests(InProcessServer server)
{
    [Fact]
    public async Task A_deleted_user_comes_back_with_its_role()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.CreateAsync("ada", "ada-1");
        await session.SendAsync("PATCH", "/members/" + ada.Id, """{"role":"maintainer"}""");
        await session.Users.SendAsync("DELETE", "/Users/" + ada.Id);

        var restored = (await session.SendAsync("POST", $"/users/{ada.Id}/restore")).Is(HttpStatusCode.Created);

        Assert.Equal($$"""{"userId":"{{ada.Id}}","userName":"ada","role":"maintainer","state":"active"}""", restored.Body);
        Assert.EndsWith("/Users/" + ada.Id, restored.Header("Location"), StringComparison.Ordinal);
        Assert.Equal(restored.ETag, (await session.Users.GetAsync("/Users/" + ada.Id)).Is(HttpStatusCode.OK).ETag);
        ManagementSession.IsProblem(await session.SendAsync("POST", $"/users/{ada.Id}/restore"), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_owner_who_comes_back_counts_again()
    {
        var session = await ManagementSession.NewAsync(server);
        var (ada, bob) = (await session.Users.CreateAsync("ada"), await session.Users.CreateAsync("bob"));
        foreach (var owner in (Answer[])[ada, bob])
        {
            (await session.SendAsync("PATCH", "/members/" + owner.Id, """{"role":"owner"}""")).Is(HttpStatusCode.OK);
        }

        (await session.Users.SendAsync("DELETE", "/Users/" + ada.Id)).Is(HttpStatusCode.NoContent);
        (await session.SendAsync("POST", $"/users/{ada.Id}/restore")).Is(HttpStatusCode.Created);
        (await session.Users.SendAsync("DELETE", "/Users/" + bob.Id)).Is(HttpStatusCode.NoContent);
        (await session.Users.SendAsync("DELETE", "/Users/" + ada.Id)).IsError(409);
    }

    [Fact]
    public async Task A_value_that_another_has_meanwhile_is_named()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.CreateAsync("ada");
        await session.Users.SendAsync("DELETE", "/Users/" + ada.Id);
        await session.Users.CreateAsync("ada");

        var problem = ManagementSession.IsProblem(await session.SendAsync("POST", $"/users/{ada.Id}/restore"), HttpStatusCode.Conflict);
        Assert.Contains("userName", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_is_full_takes_nobody_back()
    {
        var session = await ManagementSession.NewAsync(server);
        var ada = await session.Users.CreateAsync("ada");
        await session.Users.SendAsync("DELETE", "/Users/" + ada.Id);
        await session.Users.CreateAsync("bob");
        (await session.SendAsync("PATCH", "/settings", """{"userLimit":1}""")).Is(HttpStatusCode.OK);

        var problem = ManagementSession.IsProblem(await session.SendAsync("POST", $"/users/{ada.Id}/restore"), HttpStatusCode.Forbidden);
        Assert.Contains("userLimit", (string?)problem["detail"], StringComparison.Ordinal);
        (await session.Users.GetAsync("/Users/" + ada.Id)).IsError(404);
    }

    [Fact]
    public async Task Who_never_was_is_not_found()
    {
        var session = await ManagementSession.NewAsync(server);
        ManagementSession.IsProblem(await session.SendAsync("POST", "/users/nobody/restore"), HttpStatusCode.NotFound);
    }
}

public sealed class EmbeddedRestoreApiTests(EmbeddedServer server) : RestoreApiTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteRestoreApiTests(AzuriteServer server) : RestoreApiTests(server), IClassFixture<AzuriteServer>;
