using System.Net;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Management;

/// <summary>What users of a tenant group can do with an extension that it has registered.</summary>
public abstract class ExtensionTests(InProcessServer server)
{
    private const string Urn = ExtensionSession.Urn;

    [Fact]
    public async Task A_registered_extension_is_discovered()
    {
        var session = await ExtensionSession.NewAsync(server);

        var schema = (await session.Users.GetAsync("/Schemas/" + Urn)).Is(HttpStatusCode.OK).Json;
        Assert.Equal("Acme HR", (string?)schema["name"]);
        Assert.Equal(session.Users.Tenant.BaseUri.AbsoluteUri + "/Schemas/" + Urn, (string?)schema["meta"]!["location"]);
        Assert.Contains(Urn, (await session.Users.GetAsync("/Schemas")).Body, StringComparison.Ordinal);
        var type = (await session.Users.GetAsync("/ResourceTypes/User")).Is(HttpStatusCode.OK).Json;
        Assert.Contains($$"""{"schema":"{{Urn}}","required":false}""", type["schemaExtensions"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_group_does_not_have_it()
    {
        await ExtensionSession.NewAsync(server);
        var other = await ExtensionSession.NewAsync(server, registered: false);

        (await other.Users.GetAsync("/Schemas/" + Urn)).IsError(404);
        Assert.DoesNotContain(Urn, (await other.Users.GetAsync("/ResourceTypes")).Body, StringComparison.Ordinal);
        var user = (await other.CreateAsync("ada", """{"badge":"1"}""")).Is(HttpStatusCode.Created);
        Assert.DoesNotContain(Urn, user.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_kept_and_sent_as_the_schema_says()
    {
        var session = await ExtensionSession.NewAsync(server);
        var made = (await session.CreateAsync("ada",
            """{"badge":"B-1","COLOUR":"Red","level":7,"pin":"1234","notes":"n","secret":"s","score":1.5,"desks":[{"value":"12","type":"window"}],"unknown":1}""")).Is(HttpStatusCode.Created);

        const string sent = """{"badge":"B-1","colour":"Red","level":7,"desks":[{"value":"12","type":"window"}]}""";
        Assert.Equal(sent, made.Json[Urn]!.ToJsonString());
        Assert.Equal($"""["{TenantSession.UserSchema}","{Urn}"]""", made.Json["schemas"]!.ToJsonString());
        Assert.Equal(sent, (await session.Users.GetAsync("/Users/" + made.Id)).Json[Urn]!.ToJsonString());
        Assert.Equal(
            """{"badge":"B-1","notes":"n"}""",
            (await session.Users.GetAsync($"/Users/{made.Id}?attributes={Urn}:badge,{Urn}:notes,{Urn}:secret,{Urn}:pin")).Json[Urn]!.ToJsonString());
        Assert.False((await session.Users.GetAsync($"/Users/{made.Id}?excludedAttributes={Urn}")).Json.ContainsKey(Urn));
        var row = (await session.Users.RowAsync("u:" + made.Id))!;
        Assert.DoesNotContain("1234", System.Text.Encoding.UTF8.GetString(row.Document.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Urn}:colour eq \"RED\"", "ada")]
    [InlineData($"{Urn}:badge eq \"b-2\"", "bob")]
    [InlineData($"badge eq \"B-2\"", "bob")]
    [InlineData($"{Urn}:level gt 1", "bob")]
    [InlineData($"{Urn}:desks[type eq \"window\" and value eq \"12\"]", "ada")]
    [InlineData($"{Urn} pr", "ada bob")]
    public async Task Users_are_found_by_it(string filter, string expected)
    {
        var session = await ExtensionSession.NewAsync(server);
        await session.CreateAsync("ada", """{"badge":"B-1","colour":"red","level":1,"desks":[{"value":"12","type":"window"}]}""");
        await session.CreateAsync("bob", """{"badge":"B-2","level":2}""");
        await session.Users.CreateAsync("eve");

        Assert.Equal(expected, string.Join(' ', (await ListAsync(session, "filter=" + Uri.EscapeDataString(filter))).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Users_are_sorted_by_it()
    {
        var session = await ExtensionSession.NewAsync(server);
        await session.CreateAsync("ada", """{"level":10}""");
        await session.CreateAsync("bob", """{"level":9}""");
        await session.Users.CreateAsync("eve");

        Assert.Equal(["bob", "ada", "eve"], await ListAsync(session, $"sortBy={Urn}:level"));
    }

    [Theory]
    [InlineData($$"""[{"op":"replace","path":"{{Urn}}:colour","value":"green"}]""", """{"badge":"B-1","colour":"green"}""")]
    [InlineData($$"""[{"op":"add","path":"{{Urn}}","value":{"level":3} }]""", """{"badge":"B-1","colour":"red","level":3}""")]
    [InlineData($$"""[{"op":"add","value":{"{{Urn}}:level":3,"{{Urn}}":{"colour":null} } }]""", """{"badge":"B-1","level":3}""")]
    [InlineData($$"""[{"op":"add","path":"{{Urn}}:desks","value":[{"value":"1","type":"a"}]},{"op":"replace","path":"{{Urn}}:desks[type eq \"a\"].value","value":"2"}]""", """{"badge":"B-1","colour":"red","desks":[{"value":"2","type":"a"}]}""")]
    [InlineData($$"""[{"op":"remove","path":"{{Urn}}"}]""", null)]
    public async Task Patch_changes_it(string operations, string? expected)
    {
        var session = await ExtensionSession.NewAsync(server);
        var made = await session.CreateAsync("ada", """{"badge":"B-1","colour":"red"}""");

        var patched = (await session.Users.PatchAsync(made.Id, operations)).Is(HttpStatusCode.OK).Json;

        Assert.Equal(expected, patched[Urn]?.ToJsonString());
        Assert.Equal(expected is not null, patched["schemas"]!.AsArray().Any(urn => (string?)urn == Urn));
    }

    [Theory]
    [InlineData($$"""[{"op":"replace","path":"{{Urn}}:colour","value":"blue"}]""", "invalidValue", "one of red, green")]
    [InlineData($$"""[{"op":"replace","path":"{{Urn}}:level","value":"x"}]""", "invalidValue", Urn + ":level")]
    [InlineData($$"""[{"op":"replace","path":"{{Urn}}:score","value":1}]""", "mutability", Urn + ":score")]
    [InlineData($$"""[{"op":"replace","path":"{{Urn}}:hired","value":"2027-01-01T00:00:00Z"}]""", "mutability", Urn + ":hired")]
    [InlineData($$"""[{"op":"remove","path":"{{Urn}}:hired"}]""", "mutability", Urn + ":hired")]
    [InlineData($$"""[{"op":"add","path":"{{Urn}}:desks","value":[{"type":"a"}]}]""", "invalidValue", Urn + ":desks.value is required")]
    [InlineData($$"""[{"op":"add","path":"{{Urn}}:none","value":"x"}]""", "invalidPath", "none")]
    [InlineData($$"""[{"op":"add","path":"{{Urn}}:buddy","value":"../Users/nobody"}]""", "invalidValue", Urn + ":buddy leads to no User")]
    public async Task Patch_that_breaks_a_rule_is_refused(string operations, string scimType, string detail)
    {
        var session = await ExtensionSession.NewAsync(server);
        var made = (await session.CreateAsync("ada", """{"hired":"2026-01-01T00:00:00Z"}""")).Is(HttpStatusCode.Created);

        var refused = (await session.Users.PatchAsync(made.Id, operations)).IsError(400, scimType);

        Assert.Contains(detail, refused.Detail, StringComparison.Ordinal);
        Assert.Equal(made.ETag, (await session.Users.GetAsync("/Users/" + made.Id)).ETag);
    }

    [Theory]
    [InlineData("""{"hired":"2026-01-01T00:00:00Z","level":2}""", 200)]
    [InlineData("""{"hired":"2026-01-01T00:00:01Z"}""", 400)]
    [InlineData("""{"level":2}""", 400)]
    public async Task Put_keeps_what_is_immutable(string values, int status)
    {
        var session = await ExtensionSession.NewAsync(server);
        var made = (await session.CreateAsync("ada", """{"hired":"2026-01-01T00:00:00Z"}""")).Is(HttpStatusCode.Created);

        var put = await session.Users.SendAsync("PUT", "/Users/" + made.Id, ExtensionSession.User("ada", values));

        Assert.Equal(status, (int)put.Status);
        if (status == 400)
        {
            Assert.Contains(Urn + ":hired", put.IsError(400, "mutability").Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reference_leads_to_a_user_of_this_tenant_group()
    {
        var session = await ExtensionSession.NewAsync(server);
        var ada = await session.Users.CreateAsync("ada");
        var other = await (await ExtensionSession.NewAsync(server)).Users.CreateAsync("eve");

        foreach (var reference in (string[])[ada.Id, "../Users/" + ada.Id, session.Users.Tenant.BaseUri + "/Users/" + ada.Id])
        {
            var made = (await session.CreateAsync("b" + reference.Length, $$"""{"buddy":"{{reference}}"}""")).Is(HttpStatusCode.Created);
            Assert.Equal(reference, (string?)made.Json[Urn]!["buddy"]);
        }

        (await session.CreateAsync("x", $$"""{"buddy":"{{other.Id}}"}""")).IsError(400, "invalidValue");
        (await session.CreateAsync("x", $$"""{"buddy":"../Groups/{{ada.Id}}"}""")).IsError(400, "invalidValue");
        (await session.CreateAsync("x", $$"""{"buddy":"https://elsewhere.example/Users/{{ada.Id}}"}""")).IsError(400, "invalidValue");
        (await session.CreateAsync("x", """{"buddy":"javascript:alert(1)"}""")).IsError(400, "invalidValue");
    }

    [Fact]
    public async Task A_unique_value_belongs_to_one_user()
    {
        var session = await ExtensionSession.NewAsync(server);
        var ada = await session.CreateAsync("ada", """{"badge":"B-1"}""");
        var bob = await session.CreateAsync("bob", """{"badge":"B-2"}""");

        var refused = (await session.CreateAsync("eve", """{"badge":"b-1"}""")).IsError(409, "uniqueness");
        Assert.Contains(Urn + ":badge", refused.Detail, StringComparison.Ordinal);
        Assert.Contains(ada.Id, refused.Detail, StringComparison.Ordinal);
        var set = $$"""[{"op":"replace","path":"{{Urn}}:badge","value":"B-1"}]""";
        (await session.Users.PatchAsync(bob.Id, set)).IsError(409, "uniqueness");
        (await session.Users.PatchAsync(ada.Id, set.Replace("B-1", "B-3", StringComparison.Ordinal))).Is(HttpStatusCode.OK);
        (await session.Users.PatchAsync(bob.Id, set)).Is(HttpStatusCode.OK);
        (await session.Users.SendAsync("DELETE", "/Users/" + bob.Id)).Is(HttpStatusCode.NoContent);
        (await session.CreateAsync("eve", """{"badge":"b-1"}""")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_many_who_want_a_unique_value_one_gets_it()
    {
        var session = await ExtensionSession.NewAsync(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(number => session.CreateAsync($"user{number}", """{"badge":"B-1"}""")));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer != winner), answer => answer.IsError(409, "uniqueness"));
        Assert.Single(await ListAsync(session, $"filter={Uri.EscapeDataString($"{Urn}:badge eq \"B-1\"")}"));
    }

    [Fact]
    public async Task A_removed_extension_is_gone_and_comes_back_with_its_values()
    {
        var session = await ExtensionSession.NewAsync(server);
        var ada = (await session.CreateAsync("ada", """{"badge":"B-1","level":1}""")).Is(HttpStatusCode.Created);

        (await session.SendAsync("DELETE", "/" + Urn)).Is(HttpStatusCode.NoContent);
        (await session.Users.GetAsync("/Schemas/" + Urn)).IsError(404);
        var without = (await session.Users.GetAsync("/Users/" + ada.Id)).Is(HttpStatusCode.OK);
        Assert.False(without.Json.ContainsKey(Urn));
        Assert.Equal($"""["{TenantSession.UserSchema}"]""", without.Json["schemas"]!.ToJsonString());
        Assert.DoesNotContain(Urn, (await session.Users.GetAsync("/Users")).Body, StringComparison.Ordinal);
        (await session.Users.GetAsync($"/Users?filter={Urn}:level%20eq%201")).IsError(400, "invalidFilter");
        (await session.Users.PatchAsync(ada.Id, $$"""[{"op":"replace","path":"{{Urn}}:level","value":2}]""")).IsError(400, "invalidPath");
        var unchanged = (await session.Users.PatchAsync(ada.Id, """[{"op":"replace","path":"active","value":true}]""")).Is(HttpStatusCode.OK);
        Assert.Equal(ada.ETag, unchanged.ETag);
        (await session.Users.PatchAsync(ada.Id, """[{"op":"replace","path":"title","value":"Dr"}]""")).Is(HttpStatusCode.OK);

        (await session.PutAsync(Urn, ExtensionSession.Badge)).Is(HttpStatusCode.Created);
        var back = (await session.Users.GetAsync("/Users/" + ada.Id)).Json;
        Assert.Equal("""{"badge":"B-1","level":1}""", back[Urn]!.ToJsonString());
        Assert.Equal($"""["{TenantSession.UserSchema}","{Urn}"]""", back["schemas"]!.ToJsonString());
        (await session.CreateAsync("bob", """{"badge":"B-1"}""")).IsError(409, "uniqueness");
    }

    [Fact]
    public async Task Put_and_delete_drop_what_a_removed_extension_left()
    {
        var session = await ExtensionSession.NewAsync(server);
        var ada = await session.CreateAsync("ada", """{"badge":"B-1"}""");
        var bob = await session.CreateAsync("bob", """{"badge":"B-2"}""");
        (await session.SendAsync("DELETE", "/" + Urn)).Is(HttpStatusCode.NoContent);
        (await session.Users.SendAsync("PUT", "/Users/" + ada.Id, TenantSession.User("ada"))).Is(HttpStatusCode.OK);
        (await session.Users.SendAsync("DELETE", "/Users/" + bob.Id)).Is(HttpStatusCode.NoContent);

        (await session.PutAsync(Urn, ExtensionSession.Badge)).Is(HttpStatusCode.Created);

        Assert.DoesNotContain("q:", await session.Users.DumpAsync(), StringComparison.Ordinal);
        (await session.CreateAsync("eve", """{"badge":"B-1"}""")).Is(HttpStatusCode.Created);
        (await session.CreateAsync("kim", """{"badge":"B-2"}""")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_required_extension_is_demanded_of_new_users_and_not_of_those_before()
    {
        var session = await ExtensionSession.NewAsync(server, registered: false);
        var ada = await session.Users.CreateAsync("ada");
        (await session.PutAsync(Urn, ExtensionSession.Badge, required: true)).Is(HttpStatusCode.Created);

        Assert.Contains(Urn, (await session.Users.CreateAsync("bob")).IsError(400, "invalidValue").Detail, StringComparison.Ordinal);
        var bob = (await session.CreateAsync("bob", """{"level":1}""")).Is(HttpStatusCode.Created);
        (await session.Users.PatchAsync(ada.Id, """[{"op":"replace","path":"active","value":false}]""")).Is(HttpStatusCode.OK);
        (await session.Users.PatchAsync(bob.Id, $$"""[{"op":"remove","path":"{{Urn}}"}]""")).IsError(400, "invalidValue");
    }

    private static async Task<IReadOnlyList<string>> ListAsync(ExtensionSession session, string query)
    {
        var list = (await session.Users.GetAsync("/Users?" + query)).Is(HttpStatusCode.OK).Json;
        return [.. list["Resources"]!.AsArray().Select(user => (string)user!["userName"]!)];
    }
}

public sealed class EmbeddedExtensionTests(EmbeddedServer server) : ExtensionTests(server), IClassFixture<EmbeddedServer>;

public sealed class AzuriteExtensionTests(AzuriteServer server) : ExtensionTests(server), IClassFixture<AzuriteServer>;
