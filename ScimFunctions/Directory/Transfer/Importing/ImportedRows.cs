using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Transfer.Importing;

/// <summary>The rows that one line comes to.</summary>
/// <param name="Line">The number of the line.</param>
/// <param name="Changes">What makes the rows. The first is the resource's own: where that is there, so is the resource.</param>
/// <param name="UniqueAttributeOf">Which attribute a row belongs to that must be unique, or null.</param>
internal sealed record ImportedRows(long Line, IReadOnlyList<RowChange> Changes, Func<string, string?> UniqueAttributeOf);
