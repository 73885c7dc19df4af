using ScimFunctions.Protocol.Errors;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Groups;

/// <summary>Anything at once: two processes on one store, whose calls take uneven time and whose commits may get no answer.</summary>
public sealed class GroupStressTests
{
    private const int Writers = 8, Rounds = 25;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 15)]
    [InlineData(4, 15)]
    public async Task Anything_at_once_leaves_no_row_without_the_others(int seed, int losesOneOf)
    {
        var table = new InMemoryTable();
        var uneven = new UnevenTable(table, seed);
        var worlds = new[] { new GroupWorld(uneven), new GroupWorld(uneven) };
        var users = await worlds[0].UsersAsync(80);
        var groups = new string[8];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = (await worlds[0].CreateAsync($"group-{i}", users[(i * 5)..((i * 5) + 40)])).Id;
        }

        uneven.LosesOneOf = losesOneOf;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random((seed * Writers) + writer);
            for (var round = 0; round < Rounds; round++)
            {
                await TryAsync(() => AnyAsync(worlds[writer % 2], random, users, groups));
            }
        })));

        // What was left behind is finished by the first write of the next process.
        var next = new GroupWorld(table);
        await next.CreateAsync("next");
        await next.CheckAsync();
    }

    private static async Task AnyAsync(GroupWorld world, Random random, string[] users, string[] groups)
    {
        var at = random.Next(groups.Length);
        var some = random.GetItems(users, random.Next(1, 70)).Distinct().ToArray();
        var other = groups[random.Next(groups.Length)];
        switch (random.Next(12))
        {
            case 0:
                var victim = random.Next(users.Length);
                await TryAsync(() => world.DeleteUserAsync(users[victim]));
                users[victim] = (await world.UsersAsync($"user-{random.Next()}"))[0];
                break;
            case 1:
                await TryAsync(() => world.DeleteAsync(groups[at]));
                groups[at] = (await world.CreateAsync($"{random.Next()}")).Id;
                await world.AddAsync(groups[at], [.. some, other]);
                break;
            case 2 or 3:
                await world.ReplaceAsync(groups[at], $$"""{ "displayName": "{{random.Next(100)}}", "members": {{GroupWorld.Members(some)}} }""");
                break;
            case 4 or 5:
                await world.AddAsync(groups[at], other);
                break;
            case 6 or 7:
                await world.RemoveAsync(groups[at], [.. some, other]);
                break;
            case 8:
                await world.PatchAsync(groups[at], """[{ "op": "remove", "path": "members[type eq \"Group\"]" }]""");
                break;
            case 9:
                await world.AddAsync(groups[at], some);
                break;
            default:
                await world.AddAsync(groups[at], some[..Math.Min(3, some.Length)]);
                break;
        }
    }

    private static async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (ScimException)
        {
            // What the other writers did made it impossible.
        }
        catch (StorageException)
        {
            // How it ended could not be found out, as a client may be told.
        }
    }
}
