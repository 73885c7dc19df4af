using System.Net;
using System.Text.Json;
using Xunit;

namespace ScimFunctions.Tests.Hosting.Races;

/// <summary>Writers at once, on one server or on several that share a store.</summary>
public abstract class RaceTests(ScimServer server)
{
    private const int Writers = 32;

    [Fact]
    public async Task Racing_posts_of_one_userName_make_one_user()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var doors = await DoorsAsync(TenantPath.Unique("race"));
        var answers = await AllAtOnceAsync(writer => server.Client.SendAsync(doors[writer % doors.Count], HttpMethod.Post, "/Users", $$"""
            { "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "Jo@example.com", "externalId": "jo-{{writer}}" }
            """, cancellation));

        Assert.Equal(1, answers.Count(answer => answer.Status is HttpStatusCode.Created));
        Assert.Equal(Writers - 1, answers.Count(answer => answer.Status is HttpStatusCode.Conflict));
        Assert.All(answers.Where(answer => answer.Status is HttpStatusCode.Conflict),
            answer => Assert.Contains("uniqueness", answer.Body, StringComparison.Ordinal));
        Assert.Single(await server.Client.FindAsync(doors[0], "userName", "jo@example.com", cancellation));
        var (_, list) = await server.Client.SendAsync(doors[^1], HttpMethod.Get, "/Users", null, cancellation);
        using var users = JsonDocument.Parse(list);
        Assert.Equal(1, users.RootElement.GetProperty("totalResults").GetInt32());
    }

    [Fact]
    public async Task Racing_patches_of_different_attributes_are_all_kept()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var doors = await DoorsAsync(TenantPath.Unique("race"));
        var (_, created) = await server.Client.SendAsync(doors[0], HttpMethod.Post, "/Users",
            """{ "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "jo@example.com" }""", cancellation);
        using var user = JsonDocument.Parse(created);
        var path = $"/Users/{user.RootElement.GetProperty("id").GetString()}";

        var answers = await AllAtOnceAsync(writer => server.Client.SendAsync(
            doors[writer % doors.Count], HttpMethod.Patch, path, RacingAttributes.PatchBody(writer), cancellation));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));

        var (_, after) = await server.Client.SendAsync(doors[0], HttpMethod.Get, path, null, cancellation);
        Assert.All(Enumerable.Range(0, Writers), writer => Assert.Contains($"\"{RacingAttributes.Value(writer)}\"", after, StringComparison.Ordinal));
    }

    /// <summary>One new tenant group, as each of the servers that share its store answers for it.</summary>
    protected virtual async Task<IReadOnlyList<ScimTenant>> DoorsAsync(string path) => [await server.NewTenantAsync(path)];

    private static async Task<(HttpStatusCode Status, string Body)[]> AllAtOnceAsync(Func<int, Task<(HttpStatusCode, string)>> send)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, Writers).Select(async writer =>
        {
            await start.Task;
            return await send(writer);
        }).ToArray();
        start.SetResult();
        return await Task.WhenAll(writers);
    }
}
