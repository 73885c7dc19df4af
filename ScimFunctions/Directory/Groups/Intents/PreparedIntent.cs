using ScimFunctions.Directory.Groups.Nesting;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Groups.Intents;

/// <summary>A change of many members that is about to be committed.</summary>
/// <param name="Intent">What the row of nestings says of it, in the same batch.</param>
/// <param name="Chunks">The keys of the rows that were written before.</param>
/// <param name="Rows">What goes into the batch that commits it.</param>
internal sealed record PreparedIntent(PendingIntent Intent, IReadOnlyList<string> Chunks, IReadOnlyList<RowChange> Rows);
