using ScimFunctions.Directory.Searching.Cursors;
using ScimFunctions.Directory.Searching.Paging;
using ScimFunctions.Functions.Searching;

namespace ScimFunctions.Functions.Management.People;

/// <summary>
/// Cursors of lists of people: sealed, since the places that they name are personal data, and good for one list of one
/// tenant group.
/// </summary>
public sealed class PeopleCursors(QueryCursors cursors)
{
    /// <summary>The place that the request's cursor names; null without one.</summary>
    /// <param name="management">The request.</param>
    /// <param name="list">What makes the list the same: its name and its filters.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<string?> OpenAsync(ManagementRequest management, string?[] list, CancellationToken cancellation) =>
        management.Cursor is { Length: > 0 } cursor
            ? (await cursors.OpenAsync(cursor, ScopeOf(management, list), management.Count, cancellation)).From?.Id
            : null;

    /// <summary>The cursor of a place; null where there is none.</summary>
    public ValueTask<string?> SealAsync(ManagementRequest management, string?[] list, string? place, CancellationToken cancellation) =>
        cursors.SealAsync(
            place is null ? null : new Walk(new Place(SortKey.Absent, 0, place), Backward: false), ScopeOf(management, list), management.Count, cancellation);

    private static CursorScope ScopeOf(ManagementRequest management, string?[] list) => CursorScope.Of(management.Group.Id, list);
}
