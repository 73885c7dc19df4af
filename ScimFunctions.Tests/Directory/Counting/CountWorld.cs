using System.Text;
using Microsoft.Extensions.Time.Testing;
using ScimFunctions.Directory.Checking;
using ScimFunctions.Directory.Counting;
using ScimFunctions.Directory.Groups.Intents;
using ScimFunctions.Directory.Journaling;
using ScimFunctions.Directory.Resources;
using ScimFunctions.Directory.Searching;
using ScimFunctions.Directory.TenantGroups;
using ScimFunctions.Protocol.Schemas;
using ScimFunctions.Storage;
using ScimFunctions.Tests.Directory.Searching;
using ScimFunctions.Tests.Storage;
using Xunit;

namespace ScimFunctions.Tests.Directory.Counting;

/// <summary>Rows of users and nothing else, made and deleted through the journals of any number of processes, and counted.</summary>
internal sealed class CountWorld
{
    public const string Partition = "11111111-1111-1111-1111-111111111111";

    private static readonly TenantGroup Group = new()
    {
        Id = Partition,
        Path = "acme",
        Name = "Acme",
        DefaultRole = "guest",
        Created = DateTimeOffset.UnixEpoch,
    };

    private readonly ITable _table;

    public CountWorld(ITable? table = null)
    {
        _table = table ?? new InMemoryTable();
        Tampered = new TamperedTable(_table);
        Counted = new CountingTable(Tampered);
        Counts = new Counts(Counted, Time);
        var intents = new GroupIntents(Counted, Time);
        Search = new ResourceSearch(Counted, new RelationReader(Counted, intents, TimeProvider.System), intents, new SearchLimits(SearchLimits.OfEmbeddedStore), Counts);
        First = NewProcess();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));

    public TamperedTable Tampered { get; }

    public CountingTable Counted { get; }

    public Counts Counts { get; }

    public ResourceSearch Search { get; }

    /// <summary>The journal of a process.</summary>
    public Journal First { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The journal of another process.</summary>
    public Journal NewProcess() => new(Counted, Time);

    public async Task MakeAsync(Journal journal, string id) =>
        Assert.IsType<Committed>(await journal.CommitAsync(Partition, [Insertion(id)], Entry(ChangeKind.Created, id), Cancellation));

    public async Task DeleteAsync(Journal journal, string id) =>
        Assert.IsType<Committed>(await journal.CommitAsync(Partition, [new DeleteRow("u:" + id)], Entry(ChangeKind.Deleted, id), Cancellation));

    /// <summary>Writes users as a store without counts has them.</summary>
    public async Task WriteAsync(IEnumerable<string> ids)
    {
        foreach (var batch in ids.Chunk(100))
        {
            Assert.IsType<Committed>(await _table.CommitAsync(Partition, [.. batch.Select(Insertion)], Cancellation));
        }
    }

    public Task<ResourcePage> ListAsync(int start = 1, int count = 100) =>
        Search.ListAsync(Group, Queries.Of([ResourceTypes.User], null, start: start, count: count), UserWorld.BaseUrl, Cancellation);

    /// <summary>The ids that are in the store, in order.</summary>
    public async Task<string[]> IdsAsync()
    {
        var ids = new List<string>();
        var range = RowRange.Prefix("u:", 1000) with { KeysOnly = true };
        for (var page = await _table.ReadAsync(Partition, range, Cancellation); ; page = await _table.ReadAsync(Partition, range, Cancellation))
        {
            ids.AddRange(page.Rows.Select(row => row.Key[2..]));
            if (!page.More)
            {
                return [.. ids];
            }

            range = range.After(page.Rows[^1].Key);
        }
    }

    /// <summary>Sees that the total and pages at random are those of the rows, and that a recount finds the same.</summary>
    public async Task AssertExactAsync(int mostCalls)
    {
        var ids = await IdsAsync();
        var random = new Random(ids.Length);
        for (var page = 0; page < 25; page++)
        {
            var start = page switch { 0 => 1, 1 => Math.Max(1, ids.Length - 50), _ => random.Next(1, ids.Length + 2) };
            Counted.Reset();
            var found = await ListAsync(start);
            Assert.Equal(ids.Length, found.TotalResults);
            Assert.Equal(ids.Skip(start - 1).Take(100), found.Items.Select(item => item.Resource.Id));
            Assert.InRange(Counted.Total, 1, mostCalls);
        }

        Assert.DoesNotContain(await FindingsAsync(), finding => finding.Key.StartsWith("c:", StringComparison.Ordinal));
    }

    public async Task<IReadOnlyList<Finding>> FindingsAsync() =>
        (await new StoreChecker(_table, Time).CheckAsync(Partition, ResourceCatalog.Core, Cancellation)).Findings;

    /// <summary>How many rows of counts there are.</summary>
    public async Task<int> RowsAsync() => (await _table.ReadAsync(Partition, RowRange.Prefix("c:", 1000), Cancellation)).Rows.Count;

    private static InsertRow Insertion(string id) => new(
        "u:" + id, Columns.None, Encoding.UTF8.GetBytes($$$"""{"schemas":[],"id":"{{{id}}}","userName":"{{{id}}}","meta":{"resourceType":"User"}}"""));

    private JournalEntry Entry(ChangeKind kind, string id) => new()
    {
        ChangeId = $"{kind} {id}",
        Kind = kind,
        ResourceType = "User",
        ResourceId = id,
        Actor = "token",
        CorrelationId = "correlation",
        At = Time.GetUtcNow(),
        Changed = "",
        State = default,
    };
}
