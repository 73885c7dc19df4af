using ScimFunctions.Protocol.Errors;
using ScimFunctions.Tests.Protocol.Filters;
using Xunit;

namespace ScimFunctions.Tests.Directory.Searching;

/// <summary>Which resources filters find, by look-up or by going through them.</summary>
public sealed class SearchCasesTests
{
    public static TheoryData<int, string, string> Cases => CaseFile.Read("searches.cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Filter_finds(int line, string input, string expected)
    {
        var world = await WorldAsync();
        var colon = input.IndexOf(": ", StringComparison.Ordinal);
        CaseFile.AssertRow(line, input, expected, await FindAsync(world, input[..colon], input[(colon + 2)..]));
    }

    private static async Task<string> FindAsync(SearchWorld world, string types, string filter)
    {
        try
        {
            var page = await world.ListAsync(SearchWorld.Types(types), filter);
            Assert.Equal(page.Items.Count, page.TotalResults);
            return page.Items.Count == 0 ? "nobody" : string.Join(", ", SearchWorld.Ids(page));
        }
        catch (ScimException refused)
        {
            return "! " + refused.Error.ScimType;
        }
    }

    private static async Task<SearchWorld> WorldAsync()
    {
        var world = new SearchWorld();
        await world.AddUserAsync("u-ann", "ann", """{ "externalId": "E-1" }""");
        await world.AddUserAsync("u-bob", "Bob", """{ "title": "Dr" }""");
        await world.AddUserAsync("u-cid", "cid");
        await world.AddUserAsync("u-dee", "dee");
        await world.AddUserAsync("u-eve", "Eve", """{ "displayName": "Eve", "title": "Dr", "name": { "familyName": "E" } }""");
        await world.AddGroupAsync("staff", "Staff", """{ "externalId": "g-1" }""");
        await world.AddGroupAsync("admins", "Admins");
        await world.AddGroupAsync("round", "A round");
        await world.AddGroupAsync("ring", "The ring of u");
        await world.AddMembersAsync("staff", "u-ann", "u-bob");
        await world.AddMembersAsync("admins", "u-cid");
        await world.NestAsync("staff", "admins");
        // A circle is refused where groups change; here it must do no harm.
        await world.NestAsync("round", "ring");
        await world.NestAsync("ring", "round");
        await world.AddMembersAsync("ring", "u-dee");
        return world;
    }
}
