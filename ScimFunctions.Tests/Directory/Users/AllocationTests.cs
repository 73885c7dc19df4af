using ScimFunctions.Directory;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Users;
using ScimFunctions.Protocol.Messages;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Users;

/// <summary>How much the directory allocates for what happens most, the store's own share left out.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 200;

    // What is not optimised keeps every asynchronous method's state in an object.
#if DEBUG
    private const int LargestPatch = 17 * 1024;
#else
    private const int LargestPatch = 16 * 1024;
#endif

    [Fact]
    public async Task Patch_of_active_stays_within_its_allocation()
    {
        var (users, world, id) = await BobAsync();
        var allocated = Measure(() => Done(users.PatchAsync(world.Group, id, resource =>
        {
            resource["active"] = false;
            return resource;
        }, null, new ChangeContext("token", "correlation"), CancellationToken.None)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated} bytes per PATCH");
        Assert.InRange(allocated, 0, LargestPatch);
    }

    [Fact]
    public async Task Get_stays_within_its_allocation()
    {
        var (users, world, id) = await BobAsync();
        var allocated = Measure(() =>
        {
            using var body = new PooledBuffer(2048);
            var found = users.GetAsync(world.Group, id, CancellationToken.None);
            ResourceDocument.Send(body, Done(found.AsTask()), [], UserWorld.BaseUrl);
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated} bytes per GET");
        Assert.InRange(allocated, 0, 2 * 1024);
    }

    private static async Task<(UserDirectory Users, UserWorld World, string Id)> BobAsync()
    {
        var world = new UserWorld();
        var user = await world.CreateAsync("""
            { "userName": "bob@example.com", "externalId": "bob-1", "displayName": "Bob Example", "title": "Engineer", "preferredLanguage": "en-GB",
              "name": { "givenName": "Bob", "familyName": "Example", "formatted": "Bob Example" },
              "emails": [{ "type": "work", "value": "bob@example.com", "primary": true }], "phoneNumbers": [{ "type": "work", "value": "+44 20 7946 0000" }],
              "addresses": [{ "type": "work", "formatted": "1 High Street, London", "locality": "London", "country": "GB" }],
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Sales", "employeeNumber": "4711", "manager": { "value": "42" } } }
            """);
        var table = new StillTable(user.Row);
        return (new UserDirectory(table, new Journal(table, world.Time), new RelationReader(table, new GroupIntents(table, world.Time), world.Time), world.Time), world, user.Id);
    }

    // Nothing of it waits, so that all is allocated on this thread.
    private static T Done<T>(Task<T> task) => task.IsCompletedSuccessfully ? task.Result : throw new InvalidOperationException("It waited.");

    private static long Measure(Action act)
    {
        for (var i = 0; i < Rounds; i++)
        {
            act();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            act();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }

    /// <summary>A table whose one row stays as it is, and which agrees to every change.</summary>
    private sealed class StillTable(Row row) : ITable
    {
        private static readonly string[] Versions = [.. Enumerable.Repeat("v", BatchSize)];

        private const int BatchSize = 100;

        public ValueTask<Row?> FindAsync(string partition, string key, CancellationToken cancellation) => new(row);

        public ValueTask<RowPage> ReadAsync(string partition, RowRange range, CancellationToken cancellation) => new(new RowPage([], More: false));

        public ValueTask<CommitResult> CommitAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
            new(new Committed(Versions));

        public ValueTask PingAsync(CancellationToken cancellation) => default;
    }
}
