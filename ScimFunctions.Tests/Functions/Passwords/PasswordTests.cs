using System.Net;
using System.Text;
using ScimFunctions.Directory.Users.Passwords;
using Xunit;

namespace ScimFunctions.Tests.Functions.Passwords;

/// <summary>Passwords through a user's life where they are kept as hashes.</summary>
public sealed class PasswordTests(HashingServer server) : IClassFixture<HashingServer>
{
    private const string Secret = "correct-horse-battery";
    private const string Next = "staple-tr0ub4dor";
    private const string Column = "password";

    [Fact]
    public async Task Password_of_a_new_user_is_kept_as_a_hash_in_its_row()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);

        var kept = await HashAsync(session, made.Id);

        Assert.StartsWith($"pbkdf2-sha512${PasswordHash.Iterations}$", kept, StringComparison.Ordinal);
        Assert.True(PasswordHash.Verifies(kept!, Secret));
    }

    [Fact]
    public async Task Password_stands_in_no_answer_row_journal_or_log()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);
        var kept = await HashAsync(session, made.Id);
        string[] answers =
        [
            made.Body,
            (await session.GetAsync("/Users/" + made.Id)).Body,
            (await session.GetAsync($"/Users/{made.Id}?attributes=password")).Body,
            (await session.GetAsync("/Users?attributes=password")).Body,
            (await session.PatchAsync(made.Id, $$"""[{"op":"replace","path":"password","value":"{{Next}}"}]""")).Body,
            (await session.PatchAsync(made.Id, $$"""[{"op":"replace","path":"password","value":"{{Next}}\u0000"}]""")).Body,
            (await session.SendAsync("PUT", "/Users/" + made.Id, Body(made.Id, Secret))).Body,
        ];
        (await session.SendAsync("DELETE", "/Users/" + made.Id)).Is(HttpStatusCode.NoContent);

        var rest = string.Join('\n', [.. answers, .. await session.RowsAsync(), .. server.Logged]);
        Assert.All((string[])[Secret, Next, kept!, "pbkdf2"], hidden => Assert.DoesNotContain(hidden, rest, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Document_and_journal_of_a_user_with_a_password_are_those_of_one_without()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);

        var rows = (await session.RowsAsync()).Where(row => !row.StartsWith("u:", StringComparison.Ordinal));

        Assert.DoesNotContain(rows, row => row.Contains("pbkdf2", StringComparison.Ordinal));
        var document = Encoding.UTF8.GetString((await session.RowAsync("u:" + made.Id))!.Document.Span);
        Assert.DoesNotContain("password", document, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Clients_are_told_that_passwords_can_be_changed() => Assert.True((bool)(
        await (await TenantSession.NewAsync(server)).GetAsync("/ServiceProviderConfig")).Json["changePassword"]!["supported"]!);

    [Fact]
    public async Task Patch_of_the_password_alone_moves_the_version()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);

        var patched = (await session.PatchAsync(made.Id, $$"""[{"op":"replace","path":"password","value":"{{Next}}"}]""")).Is(HttpStatusCode.OK);

        Assert.NotEqual(made.ETag, patched.ETag);
        Assert.True(PasswordHash.Verifies((await HashAsync(session, made.Id))!, Next));
    }

    [Fact]
    public async Task Patch_to_the_password_that_is_there_changes_nothing()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);

        var patched = await session.PatchAsync(made.Id, $$$"""[{"op":"replace","value":{"password":"{{{Secret}}}"}}]""");

        Assert.Equal(made.ETag, patched.ETag);
    }

    [Theory]
    [InlineData("""{"op":"remove","path":"password"}""")]
    [InlineData("""{"op":"replace","path":"password","value":null}""")]
    [InlineData("""{"op":"replace","value":{"PASSWORD":""}}""")]
    [InlineData("""{"op":"remove","path":"urn:ietf:params:scim:schemas:core:2.0:User:password"}""")]
    public async Task Password_is_removed(string operation)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);

        (await session.PatchAsync(made.Id, $"[{operation}]")).Is(HttpStatusCode.OK);

        Assert.Null(await HashAsync(session, made.Id));
    }

    [Fact]
    public async Task Put_without_a_password_keeps_it()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);
        var kept = await HashAsync(session, made.Id);

        (await session.SendAsync("PUT", "/Users/" + made.Id, TenantSession.User("renamed"))).Is(HttpStatusCode.OK);

        Assert.Equal(kept, await HashAsync(session, made.Id));
    }

    [Fact]
    public async Task Other_changes_keep_the_password()
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);
        var kept = await HashAsync(session, made.Id);

        (await session.PatchAsync(made.Id, """[{"op":"replace","path":"active","value":false}]""")).Is(HttpStatusCode.OK);

        Assert.Equal(kept, await HashAsync(session, made.Id));
    }

    [Fact]
    public async Task User_made_again_has_no_password()
    {
        var session = await TenantSession.NewAsync(server);
        var made = (await session.SendAsync("POST", "/Users", Body("again-1", Secret))).Is(HttpStatusCode.Created);
        (await session.SendAsync("DELETE", "/Users/" + made.Id)).Is(HttpStatusCode.NoContent);

        var again = (await session.SendAsync("POST", "/Users", Body("again-1", password: null))).Is(HttpStatusCode.Created);

        Assert.Equal(made.Id, again.Id);
        Assert.Null(await HashAsync(session, again.Id));
    }

    [Theory]
    [InlineData("password eq \"correct-horse-battery\"")]
    [InlineData("password pr")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:password sw \"c\"")]
    public async Task Password_cannot_be_asked_for(string filter)
    {
        var session = await TenantSession.NewAsync(server);
        (await session.GetAsync("/Users?filter=" + Uri.EscapeDataString(filter))).IsError(400, "invalidFilter");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""{"value":"x"}""")]
    [InlineData("\"a\\u0000b\"")]
    public async Task What_is_no_password_is_refused(string value)
    {
        var session = await TenantSession.NewAsync(server);
        var made = await CreateAsync(session, Secret);
        var error = (await session.PatchAsync(made.Id, $$"""[{"op":"replace","path":"password","value":{{value}}}]""")).IsError(400, "invalidValue");
        Assert.Contains("password", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024, HttpStatusCode.Created)]
    [InlineData(1025, HttpStatusCode.BadRequest)]
    public async Task Password_has_a_limit(int length, HttpStatusCode status)
    {
        var session = await TenantSession.NewAsync(server);
        (await session.SendAsync("POST", "/Users", Body("long", new string('é', length)))).Is(status);
    }

    [Fact]
    public async Task Password_under_two_names_is_refused()
    {
        var session = await TenantSession.NewAsync(server);
        var body = Body("two", Secret).Replace("}", $",\"{TenantSession.UserSchema}:password\":\"x\"}}", StringComparison.Ordinal);
        (await session.SendAsync("POST", "/Users", body)).IsError(400, "invalidSyntax");
    }

    private static async Task<Answer> CreateAsync(TenantSession session, string password) =>
        (await session.SendAsync("POST", "/Users", Body("ada", password))).Is(HttpStatusCode.Created);

    private static string Body(string name, string? password)
    {
        var user = new System.Text.Json.Nodes.JsonObject { ["userName"] = name, ["id"] = name, ["externalId"] = name };
        if (password is not null)
        {
            user["password"] = password;
        }

        return TenantSession.User(user);
    }

    private static async Task<string?> HashAsync(TenantSession session, string id) =>
        (await session.RowAsync("u:" + id))!.Columns.GetString(Column);
}
