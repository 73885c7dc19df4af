using System.Security.Cryptography;
using System.Text;
using ScimFunctions.Directory.Rows;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Erasing;

/// <summary>Who is to be erased.</summary>
/// <param name="Partition">The tenant group.</param>
/// <param name="Id">The user's id.</param>
internal sealed record ErasureSubject(string Partition, string Id)
{
    private const string Erased = "erased-";

    /// <summary>Whether the id was chosen by the client, from the extern_uid, so that it may be personal data itself.</summary>
    public bool HasChosenId { get; } = !Guid.TryParseExact(Id, "D", out _);

    /// <summary>The key of the row that says that the erasure is under way.</summary>
    public string OpenKey => RowKeys.OpenErasure(HashOf(Partition, Id));

    /// <summary>What takes the place of a chosen id.</summary>
    public static string Alias(string erasureId) => Erased + erasureId;

    /// <summary>What stands for an extern_uid, or an id, in the row of an erasure that is under way.</summary>
    public static string HashOf(string partition, string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{partition}\n{text}")));

    /// <summary>The user of an id, if there is or was one.</summary>
    public static async Task<ErasureSubject?> OfIdAsync(ITable table, string partition, string id, CancellationToken cancellation)
    {
        var subject = new ErasureSubject(partition, id);
        foreach (var key in (string[])[RowKeys.User(id), RowKeys.TakenId(id), subject.OpenKey])
        {
            if (await table.FindAsync(partition, key, cancellation) is not null)
            {
                return subject;
            }
        }

        return null;
    }

    /// <summary>The user of an extern_uid: one that is there, one whose erasure is under way, or one that was deleted.</summary>
    public static async Task<ErasureSubject?> OfExternUidAsync(ITable table, string partition, string externUid, CancellationToken cancellation)
    {
        if (await table.FindAsync(partition, RowKeys.Identity(externUid), cancellation) is { } identity
            && identity.Columns.GetString(ColumnNames.Value) == externUid)
        {
            return new ErasureSubject(partition, identity.Columns.GetString(ColumnNames.UserId)!);
        }

        var hash = HashOf(partition, externUid);
        return await FindAsync(RowKeys.OpenErasures, row =>
                row.Columns.GetString(ColumnNames.ExternUid) == hash ? row.Columns.GetString(ColumnNames.UserId) : null)
            ?? await FindAsync(RowKeys.TakenIds, row =>
                row.Columns.GetString(ColumnNames.ExternUid) == externUid ? row.Key[RowKeys.TakenIds.Length..] : null);

        async Task<ErasureSubject?> FindAsync(string prefix, Func<Row, string?> idOf)
        {
            var range = RowRange.Prefix(prefix, 1_000);
            while (true)
            {
                var page = await table.ReadAsync(partition, range, cancellation);
                if (page.Rows.Select(idOf).FirstOrDefault(id => id is not null) is { } id)
                {
                    return new ErasureSubject(partition, id);
                }

                if (!page.More || page.Rows.Count == 0)
                {
                    return null;
                }

                range = range.After(page.Rows[^1].Key);
            }
        }
    }
}
