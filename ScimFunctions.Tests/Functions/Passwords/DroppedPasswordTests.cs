using System.Net;
using System.Text.Json.Nodes;
using ScimFunctions.Directory.Users.Passwords;
using ScimFunctions.Hosting;
using ScimFunctions.Protocol.Resources;
using Xunit;

namespace ScimFunctions.Tests.Functions.Passwords;

/// <summary>Passwords where nothing is kept of them, which is the default.</summary>
public sealed class DroppedPasswordTests(DroppingServer server) : IClassFixture<DroppingServer>
{
    private const string Secret = "correct-horse-battery";

    [Fact]
    public async Task Nothing_of_a_password_is_kept_answered_or_logged()
    {
        var session = await TenantSession.NewAsync(server);
        var user = TenantSession.User(new JsonObject { ["userName"] = "ada", ["password"] = Secret });
        var made = (await session.SendAsync("POST", "/Users", user)).Is(HttpStatusCode.Created);
        var put = (await session.SendAsync("PUT", "/Users/" + made.Id, user)).Is(HttpStatusCode.OK);

        var all = string.Join('\n', [made.Body, put.Body, .. await session.RowsAsync(), .. server.Logged]);

        Assert.All((string[])[Secret, "pbkdf2"], hidden => Assert.DoesNotContain(hidden, all, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Clients_are_told_that_passwords_cannot_be_changed() => Assert.False((bool)(
        await (await TenantSession.NewAsync(server)).GetAsync("/ServiceProviderConfig")).Json["changePassword"]!["supported"]!);

    [Fact]
    public async Task Patch_of_the_password_alone_changes_nothing()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await session.CreateAsync("ada");
        var patched = (await session.PatchAsync(made.Id, $$"""[{"op":"add","path":"password","value":"{{Secret}}"}]""")).Is(HttpStatusCode.OK);
        Assert.Equal(made.ETag, patched.ETag);
    }

    [Fact]
    public async Task What_was_kept_before_goes()
    {
        var kept = PasswordHash.Of(Secret);
        Assert.Null(await PasswordKeeper.Dropping.NextAsync(null, kept));
        Assert.Equal(kept, await new PasswordKeeper(keepsHashes: true).NextAsync(null, kept));
    }

    [Fact]
    public void Two_hashes_of_one_password_differ() => Assert.NotEqual(PasswordHash.Of(Secret), PasswordHash.Of(Secret));

    [Fact]
    public void Another_password_does_not_verify() => Assert.False(PasswordHash.Verifies(PasswordHash.Of(Secret), Secret + "x"));

    [Fact]
    public void A_password_does_not_print_itself()
    {
        var change = PasswordChange.Of(new JsonObject { ["password"] = Secret }, ScimFunctions.Protocol.Schemas.ResourceTypes.User);
        Assert.Equal(Secret, change!.Password);
        Assert.DoesNotContain(Secret, new ScimFunctions.Directory.ChangeContext("a", "b") { Password = change }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Setting_is_drop_or_hash()
    {
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["Users:Password"] = "bcrypt" };
        Assert.Contains("Users:Password", Assert.Throws<SetupException>(() => services.AddScimFunctions(configuration)).Message, StringComparison.Ordinal);
    }
}
