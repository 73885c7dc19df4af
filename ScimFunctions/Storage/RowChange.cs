namespace ScimFunctions.Storage;

/// <summary>One change of an atomic batch.</summary>
/// <param name="Key">The key of the row that it changes.</param>
public abstract record RowChange(string Key);

/// <summary>Makes a row; conflicts with <see cref="ConflictReason.Exists"/> where one has the key.</summary>
public sealed record InsertRow(string Key, Columns Columns, ReadOnlyMemory<byte> Document) : RowChange(Key);

/// <summary>Replaces the whole of a row if it still has the version that was read; conflicts with
/// <see cref="ConflictReason.Changed"/> or <see cref="ConflictReason.Missing"/>.</summary>
public sealed record ReplaceRow(string Key, string ETag, Columns Columns, ReadOnlyMemory<byte> Document) : RowChange(Key);

/// <summary>Makes a row or replaces the whole of the one that is there. Never conflicts.</summary>
public sealed record UpsertRow(string Key, Columns Columns, ReadOnlyMemory<byte> Document) : RowChange(Key);

/// <summary>Gives a row that exists a new version and sets these columns, leaving its other columns and its document
/// as they are; conflicts with <see cref="ConflictReason.Missing"/>.</summary>
public sealed record TouchRow(string Key, Columns Columns) : RowChange(Key);

/// <summary>Deletes a row whatever its version; conflicts with <see cref="ConflictReason.Missing"/>.</summary>
public sealed record DeleteRow(string Key) : RowChange(Key);

/// <summary>Deletes a row if it still has the version that was read; conflicts with
/// <see cref="ConflictReason.Changed"/> or <see cref="ConflictReason.Missing"/>.</summary>
public sealed record DeleteUnchangedRow(string Key, string ETag) : RowChange(Key);
