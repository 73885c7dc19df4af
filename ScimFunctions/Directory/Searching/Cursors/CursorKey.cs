namespace ScimFunctions.Directory.Searching.Cursors;

/// <summary>A key that cursors are sealed with.</summary>
/// <param name="Id">What cursors name it by: random, and no secret.</param>
/// <param name="Bytes">32 random bytes.</param>
public sealed record CursorKey(int Id, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int Length = 32;
}
