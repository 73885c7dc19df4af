using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management.TenantGroups;

/// <summary>The settings of a tenant group.</summary>
public abstract class SettingsTests(InProcessServer server)
{
    [Fact]
    public async Task A_new_group_has_the_defaults()
    {
        var session = await ManagementSession.NewAsync(server);
        Assert.Equal(
            """{"allowedEmailDomains":[],"userLimit":null,"defaultRole":"guest","roles":["owner","maintainer","member","guest"],"retentionDays":null,"journalReads":false,"tokenMaxLifetimeDays":null,"allowDuplicateGroupNames":false}""",
            (await session.SendAsync("GET", "/settings")).Is(HttpStatusCode.OK).Body);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        var session = await ManagementSession.NewAsync(server);
        (await session.SendAsync("PATCH", "/settings", """{"userLimit":5,"retentionDays":0,"allowedEmailDomains":["Example.COM"]}""")).Is(HttpStatusCode.OK);

        var patched = (await session.SendAsync("PATCH", "/settings", """{"userLimit":null,"journalReads":true,"roles":["owner","guest","reader"],"defaultRole":"reader"}""")).Is(HttpStatusCode.OK);

        Assert.Equal(
            """{"allowedEmailDomains":["example.com"],"userLimit":null,"defaultRole":"reader","roles":["owner","guest","reader"],"retentionDays":0,"journalReads":true,"tokenMaxLifetimeDays":null,"allowDuplicateGroupNames":false}""",
            patched.Body);
        Assert.Equal(patched.Body, (await session.SendAsync("GET", "/settings")).Body);
        Assert.Equal(patched.ETag, (await session.SendAsync("GET", "/settings")).ETag);
    }

    [Fact]
    public async Task Null_gives_back_the_defaults()
    {
        var session = await ManagementSession.NewAsync(server);
        var before = (await session.SendAsync("GET", "/settings")).Body;
        (await session.SendAsync("PATCH", "/settings", """{"roles":["owner","x"],"defaultRole":"x","journalReads":true,"tokenMaxLifetimeDays":9}""")).Is(HttpStatusCode.OK);

        var after = await session.SendAsync("PATCH", "/settings", """{"roles":null,"defaultRole":null,"journalReads":null,"tokenMaxLifetimeDays":null}""");

        Assert.Equal(before, after.Is(HttpStatusCode.OK).Body);
    }

    [Theory]
    [InlineData("""{"userLimit":0}""", "userLimit")]
    [InlineData("""{"userLimit":1.5}""", "userLimit")]
    [InlineData("""{"userLimit":"5"}""", "userLimit")]
    [InlineData("""{"userLimit":99999999999}""", "userLimit")]
    [InlineData("""{"retentionDays":-1}""", "retentionDays")]
    [InlineData("""{"tokenMaxLifetimeDays":3651}""", "tokenMaxLifetimeDays")]
    [InlineData("""{"journalReads":"yes"}""", "journalReads")]
    [InlineData("""{"allowDuplicateGroupNames":1}""", "allowDuplicateGroupNames")]
    [InlineData("""{"defaultRole":"emperor"}""", "defaultRole")]
    [InlineData("""{"defaultRole":""}""", "defaultRole")]
    [InlineData("""{"roles":["owner"]}""", "defaultRole")]
    [InlineData("""{"roles":["guest"]}""", "roles")]
    [InlineData("""{"roles":["owner","Guest"]}""", "roles")]
    [InlineData("""{"roles":["owner","guest","owner"]}""", "roles")]
    [InlineData("""{"roles":"owner"}""", "roles")]
    [InlineData("""{"roles":["owner",7]}""", "roles[1]")]
    [InlineData("""{"allowedEmailDomains":["localhost"]}""", "allowedEmailDomains")]
    [InlineData("""{"allowedEmailDomains":["@example.com"]}""", "allowedEmailDomains")]
    [InlineData("""{"allowedEmailDomains":["exa mple.com"]}""", "allowedEmailDomains")]
    [InlineData("""{"allowedEmailDomains":["a.com","A.com"]}""", "allowedEmailDomains")]
    [InlineData("""{"allowedEmailDomains":["\ud800.com"]}""", "body")]
    [InlineData("""{"userlimits":5}""", "userlimits")]
    [InlineData("""{"no\nname":5}""", "body")]
    [InlineData("[]", "body")]
    public async Task A_wrong_setting_is_named_with_its_rule_and_changes_nothing(string body, string? field)
    {
        var session = await ManagementSession.NewAsync(server);
        var before = await session.SendAsync("GET", "/settings");

        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/settings", body), HttpStatusCode.BadRequest, field);

        Assert.Equal(before.ETag, (await session.SendAsync("GET", "/settings")).ETag);
    }

    [Fact]
    public async Task An_older_version_is_not_overwritten()
    {
        var session = await ManagementSession.NewAsync(server);
        var read = await session.SendAsync("GET", "/settings");
        (await session.SendAsync("PATCH", "/settings", """{"userLimit":5}""", read.ETag)).Is(HttpStatusCode.OK);
        ManagementSession.IsProblem(await session.SendAsync("PATCH", "/settings", """{"userLimit":6}""", read.ETag), HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Patches_at_once_are_all_made()
    {
        var session = await ManagementSession.NewAsync(server);

        await Task.WhenAll(((string[])["""{"userLimit":7}""", """{"retentionDays":8}""", """{"journalReads":true}""", """{"tokenMaxLifetimeDays":9}"""])
            .Select(async body => (await session.SendAsync("PATCH", "/settings", body)).Is(HttpStatusCode.OK)));

        var settings = (await session.SendAsync("GET", "/settings")).Json;
        Assert.Equal((7, 8, true, 9), ((int)settings["userLimit"]!, (int)settings["retentionDays"]!, (bool)settings["journalReads"]!, (int)settings["tokenMaxLifetimeDays"]!));
    }

    [Fact]
    public async Task There_are_no_more_users_than_the_limit_allows()
    {
        var session = await ManagementSession.NewAsync(server);
        (await session.SendAsync("PATCH", "/settings", """{"userLimit":2}""")).Is(HttpStatusCode.OK);
        (await session.Users.CreateAsync("a")).Is(HttpStatusCode.Created);
        var second = (await session.Users.CreateAsync("b")).Is(HttpStatusCode.Created);

        Assert.Contains("userLimit", (await session.Users.CreateAsync("c")).IsError(403).Detail, StringComparison.Ordinal);

        (await session.Users.SendAsync("DELETE", "/Users/" + second.Id)).Is(HttpStatusCode.NoContent);
        (await session.Users.CreateAsync("c")).Is(HttpStatusCode.Created);
        Assert.Equal("""{"users":2,"groups":0}""", (await session.SendAsync("GET", "")).Json["counts"]!.ToJsonString());
    }

    [Fact]
    public async Task Duplicate_names_of_SCIM_groups_are_allowed_at_once()
    {
        var session = await ManagementSession.NewAsync(server);
        const string Group = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"All"}""";
        (await session.Users.SendAsync("POST", "/Groups", Group)).Is(HttpStatusCode.Created);
        (await session.Users.SendAsync("POST", "/Groups", Group)).IsError(409, "uniqueness");

        (await session.SendAsync("PATCH", "/settings", """{"allowDuplicateGroupNames":true}""")).Is(HttpStatusCode.OK);

        (await session.Users.SendAsync("POST", "/Groups", Group)).Is(HttpStatusCode.Created);
    }
}

public sealed class EmbeddedSettingsTests(EmbeddedServer server) : SettingsTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteSettingsTests(AzuriteServer server) : SettingsTests(server), IClassFixture<AzuriteServer>;
