using ScimFunctions.Directory.Searching.Cursors;

namespace ScimFunctions.Tokens;

/// <summary>The keys of cursors: the content of one version of their secret.</summary>
/// <param name="Keys">The one that seals, then the one before it.</param>
internal sealed record StoredCursorKeys(IReadOnlyList<StoredCursorKey> Keys);

/// <summary>One key of cursors.</summary>
/// <param name="Id">What cursors name it by.</param>
/// <param name="Key">32 random bytes.</param>
/// <param name="Created">When it was made.</param>
internal sealed record StoredCursorKey(int Id, ReadOnlyMemory<byte> Key, DateTimeOffset Created)
{
    public CursorKey ToKey() => new(Id, Key);
}
