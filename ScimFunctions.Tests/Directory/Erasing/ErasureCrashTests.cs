using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Erasing;
using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Erasing;

/// <summary>An erasure that breaks off at any of its writes is carried on by whoever repeats it.</summary>
public sealed class ErasureCrashTests
{
    [Fact]
    public async Task Whichever_write_fails_the_repeat_completes_it()
    {
        for (var failing = 1; ; failing++)
        {
            var world = new UserWorld();
            await world.CreateAsync("""{ "userName": "ada-secret", "externalId": "ada-secret-1", "emails": [{ "type": "work", "value": "a@secret" }] }""");
            await using var log = new RequestLog(world.Table, new TenantGroupRegistry(world.Table, world.Time), world.Time);
            var left = failing;
            var failed = false;
            world.Table.OnCommit = () =>
            {
                if (--left == 0)
                {
                    failed = true;
                    throw new StorageException("away", outcomeUnknown: false);
                }
            };
            var erasure = new PersonErasure(world.Table, world.Users, new ErasureReceipts(world.Table), new Counts(world.Table, world.Time), log, world.Time);
            try
            {
                await EraseAsync();
            }
            catch (StorageException)
            {
                world.Time.Advance(TimeSpan.FromMinutes(1));
                var receipt = await EraseAsync();
                Assert.NotNull(receipt);
                Assert.Equal(2, receipt.JournalEntriesErased);
            }

            await CheckAsync(world);
            if (!failed)
            {
                Assert.InRange(failing, 4, 10);
                return;
            }

            Task<ErasureReceipt?> EraseAsync() =>
                erasure.EraseAsync(world.Group, null, "ada-secret-1", world.Context, CancellationToken.None);
        }
    }

    private static async Task CheckAsync(UserWorld world)
    {
        var page = await world.Table.ReadAsync(world.Group.Id, new RowRange("!", "~", 1_000), CancellationToken.None);
        Assert.DoesNotContain(page.Rows, row => row.Key.StartsWith("zo:", StringComparison.Ordinal));
        Assert.Single(page.Rows, row => row.Key.StartsWith("z:", StringComparison.Ordinal));
        Assert.All(page.Rows, row => Assert.DoesNotContain(
            "secret", $"{row.Key} {string.Join(' ', row.Columns.ToList().Select(column => column.Value))} {UserWorld.Text(row.Document)}", StringComparison.OrdinalIgnoreCase));
        await world.CheckAsync();
    }
}
