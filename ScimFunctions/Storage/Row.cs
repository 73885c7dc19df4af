namespace ScimFunctions.Storage;

/// <summary>One row of a partition, as it was read.</summary>
/// <param name="Key">The key within the partition, as the caller wrote it (already escaped).</param>
/// <param name="ETag">The row's version: an opaque token of printable ASCII without quotes that changes with every write;
/// empty where only keys were asked for.</param>
/// <param name="Columns">The named values. <see cref="Columns.None"/> where only keys were asked for.</param>
/// <param name="Document">The document, or empty without one or where only keys were asked for.</param>
public sealed record Row(string Key, string ETag, Columns Columns, ReadOnlyMemory<byte> Document)
{
    /// <summary>What is given of a row where only keys are asked for.</summary>
    public static Row OfKey(string key) => new(key, "", Columns.None, default);
}
