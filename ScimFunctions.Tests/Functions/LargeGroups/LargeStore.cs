using ScimFunctions.Storage.Embedded;
using ScimFunctions.Tests.Directory.Transfer;
using ScimFunctions.Tests.Hosting;
using Xunit;

namespace ScimFunctions.Tests.Functions.LargeGroups;

/// <summary>An embedded store of a hundred thousand users and ten, and a group of a hundred thousand of them. It is made once, and copied.</summary>
internal static class LargeStore
{
    /// <summary>How many members the group has: as many as one request may list.</summary>
    public const int Many = 100_000;

    /// <summary>The tenant group.</summary>
    public const string Tenant = "demo";

    /// <summary>The id of the group.</summary>
    public const string Everyone = "everyone";

    private static readonly Lazy<Task<TemporaryDirectory>> Made = new(MakeAsync);

    /// <summary>The ids of all users, in order; the last ten are no members.</summary>
    public static IReadOnlyList<string> Users { get; } = [.. Ids(Many + 10).Order(StringComparer.Ordinal)];

    /// <summary>Puts a copy into a directory.</summary>
    public static async Task CopyToAsync(string directory)
    {
        System.IO.Directory.CreateDirectory(directory);
        foreach (var file in System.IO.Directory.GetFiles((await Made.Value).Path))
        {
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        }
    }

    /// <summary>The <c>value</c> of an operation on members.</summary>
    public static string Values(IEnumerable<string> ids) => $"[{string.Join(',', ids.Select(id => $$"""{"value":"{{id}}"}"""))}]";

    // As spread as random ids are.
    private static IEnumerable<string> Ids(int count)
    {
        var random = new Random(7);
        var bytes = new byte[16];
        for (var number = 0; number < count; number++)
        {
            random.NextBytes(bytes);
            yield return new Guid(bytes).ToString();
        }
    }

    private static async Task<TemporaryDirectory> MakeAsync()
    {
        var directory = new TemporaryDirectory();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => directory.Dispose();
        await using var table = EmbeddedTable.Open(directory.Path);
        var lines = Users.Select((id, number) => $$"""{"user":{"userName":"user-{{number}}","id":"{{id}}"} }""")
            .Append($$"""{"group":{"displayName":"Everyone","id":"{{Everyone}}"} }""");
        var world = new TransferWorld(new MemberLoadingTable(table, Everyone, Users.Take(Many).ToHashSet(StringComparer.Ordinal)));
        Assert.Empty((await world.ImportAsync(Tenant, string.Join('\n', lines))).Problems);
        return directory;
    }
}
