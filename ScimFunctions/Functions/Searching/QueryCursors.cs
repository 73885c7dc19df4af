using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Protocol.Errors;
using ScimFunctions.Tokens;

namespace ScimFunctions.Functions.Searching;

/// <summary>Turns cursors into the way to a page and back, with the keys of the vault.</summary>
public sealed class QueryCursors(CursorKeys keys, CursorSealer sealer)
{
    /// <summary>Where a cursor leads; the empty one to the first page.</summary>
    /// <param name="cursor">The cursor as the client sent it.</param>
    /// <param name="scope">The query that it came with.</param>
    /// <param name="count">The <c>count</c> that it came with.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ScimException">400 <c>invalidCursor</c>, <c>expiredCursor</c>, or <c>invalidCount</c> where the query had
    /// another count when it began; 0, which asks for the total alone, is always one.</exception>
    public async ValueTask<Walk> OpenAsync(string cursor, CursorScope scope, int count, CancellationToken cancellation)
    {
        if (cursor.Length == 0)
        {
            return Walk.First;
        }

        var key = await keys.FindAsync(CursorSealer.KeyIdOf(cursor), cancellation);
        var content = sealer.Open(cursor, scope, key);
        return count == 0 || content.Count == count
            ? content.Walk
            : throw new ScimException(ScimError.InvalidCount("count must be the one with which the query began."));
    }

    /// <summary>The cursor of the way to a page; null where there is none.</summary>
    public async ValueTask<string?> SealAsync(Walk? walk, CursorScope scope, int count, CancellationToken cancellation) =>
        walk is null ? null : sealer.Seal(new CursorContent(walk, count), scope, await keys.CurrentAsync(cancellation));
}
