using System.Net;
using System.Text;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.Groups;

/// <summary>Bodies of groups, whose members are read as they come.</summary>
public sealed class GroupBodyTests(EmbeddedServer server) : IClassFixture<EmbeddedServer>
{
    /// <summary>Forms of a body in which ID is the one member, whatever stands around it.</summary>
    public static TheoryData<string> OneMember =>
    [
        """ "members":[{"value":"ID"}] """,
        """ "members" : [ { "type" : "user" , "value" : "ID" , "display" : "Ada" , "$ref" : "../Users/ID" } ] """,
        """ "members":["ID"] """,
        """ "members":{"value":"ID"} """,
        """ "members":[{"Value":"ID","TYPE":"User"}] """,
        """ "members":[{"value":"ID","extra":{"a":[1,{"members":[]}]}}] """,
        """ "members":[{"$ref":"https://example.com/Users/ID"}] """,
        """ "members":[{"value":"","$ref":"https://example.com/Users/ID"}] """,
        """ "members":[{"value":"ID"},null,"",{},[],{"type":"User"},{"value":"ID"},{"value":"ID","type":"User"}] """,
        """ "MEMBERS":[{"value":"ID"}] """,
        """ "m\u0065mbers":[{"v\u0061lue":"ID"}] """,
        """ "urn:ietf:params:scim:schemas:core:2.0:Group:members":[{"value":"ID"}] """,
        """ "other":[{"members":[1]}],"members":[{"value":"ID"}],"another":{"members":[{"value":5}]} """,
        """ "members":[],"MORE":"é\n","externalId":"x","x":[[]] """,
    ];

    /// <summary>What is refused, with scimType and words of the detail.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { """ "members":[{"value":"ID","VALUE":"ID"}] """, "invalidSyntax", "twice" },
        { """ "members":[{"value":"ID","x":{"a":1,"A":2}}] """, "invalidSyntax", "twice" },
        { """ "members":[],"members":[{"value":"ID"}] """, "invalidSyntax", "twice" },
        { """ "members":[{"value":"ID"}],"Members":[] """, "invalidSyntax", "twice" },
        { """ "members":[{"value":"ID"}],"urn:ietf:params:scim:schemas:core:2.0:Group:members":"ID" """, "invalidSyntax", "twice" },
        { """ "members":[{"value":5}] """, "invalidValue", "members.value" },
        { """ "members":[5] """, "invalidValue", "members" },
        { """ "members":true """, "invalidValue", "members" },
        { """ "members":[{"value":"ID","type":"User"},{"value":"ID","type":"Group"}] """, "mutability", "members.type" },
        { """ "members":[{"value":"\ud800"}] """, "invalidSyntax", "members.value" },
        { """ "members":[{"value":"a\u0000"}] """, "invalidValue", "members.value" },
        { """ "members":[{"value":"ID"},] """, "invalidSyntax", "syntax" },
        { """ "members":[{"value":"ID"} """, "invalidSyntax", "syntax" },
        { """ "members":[{"value":"nobody"}] """, "invalidValue", "members[0].value" },
        { """ "members":[{"value":"ID"},{"value":"nobody","type":"Group"}] """, "invalidValue", "members[1].value" },
        { """ "members":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] """, "invalidSyntax", "32 levels" },
    };

    [Theory]
    [MemberData(nameof(OneMember))]
    public async Task Forms_of_a_member_are_read_in_pieces_of_any_size(string members)
    {
        var session = await TenantSession.NewAsync(server);
        var ada = (await session.CreateAsync("ada")).Id;
        var body = Body("Sales", members.Replace("ID", ada, StringComparison.Ordinal));
        string[] expected = members.Contains("ID", StringComparison.Ordinal) ? [ada] : [];
        var group = (await session.SendAsync("POST", "/Groups", body)).Is(HttpStatusCode.Created);
        Assert.Equal(expected, GroupSession.MembersOf(group.Json));
        foreach (var piece in (int[])[1, 2, 3, 7, 64])
        {
            (await session.SendAsync("PUT", "/Groups/" + group.Id, GroupSession.Body("Sales"))).Is(HttpStatusCode.OK);

            var put = await session.SendAsync("PUT", "/Groups/" + group.Id, new PiecewiseContent(Encoding.UTF8.GetBytes(body), piece));

            Assert.Equal(expected, GroupSession.MembersOf(put.Is(HttpStatusCode.OK).Json));
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Members_that_cannot_be_are_refused_in_pieces_of_any_size(string members, string scimType, string detail)
    {
        var session = await TenantSession.NewAsync(server);
        var body = Encoding.UTF8.GetBytes("\uFEFF" + Body("Sales", members.Replace("ID", (await session.CreateAsync("ada")).Id, StringComparison.Ordinal)));
        foreach (var piece in (int[])[1, 5, body.Length])
        {
            var answer = (await session.SendAsync("POST", "/Groups", new PiecewiseContent(body, piece))).IsError(400, scimType);
            Assert.Contains(detail, answer.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"value":"LONG"}""", 70_000, 400, "members")]
    [InlineData("""{"value":"LONG"}""", 40_000, 400, "members.value")]
    [InlineData("""{"value":"nobody"}],"x":["LONG" """, 1024 * 1024, 413, "without its members")]
    public async Task What_is_too_large_is_named(string second, int length, int status, string detail)
    {
        var session = await TenantSession.NewAsync(server);
        var members = $$""" "members":[{"value":"{{(await session.CreateAsync("ada")).Id}}"},{{second.Replace("LONG", new string('a', length), StringComparison.Ordinal)}}] """;

        var answer = await session.SendAsync("POST", "/Groups", Body("Sales", members));

        Assert.Contains(detail, answer.IsError(status, status == 400 ? "invalidValue" : null).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_members_than_one_request_may_list_are_refused()
    {
        var session = await TenantSession.NewAsync(server);
        var members = string.Join(',', Enumerable.Range(0, 210_000).Select(number => $"\"{number}\""));
        var answer = await session.SendAsync("POST", "/Groups", Body("Sales", $"\"members\":[{members}]"));
        Assert.Contains("100000", answer.IsError(400, "invalidValue").Detail, StringComparison.Ordinal);
    }

    private static string Body(string name, string members) =>
        $$"""{"schemas":["{{GroupSession.Schema}}"],{{members}},"displayName":"{{name}}"}""";
}
