using ScimFunctions.Directory.ProvisioningLog;
using ScimFunctions.Storage;

namespace ScimFunctions.Directory.Erasing;

/// <summary>What takes the place of rows that tell of a person.</summary>
/// <param name="subject">Who is erased.</param>
/// <param name="alias">What stands in the place of a chosen id.</param>
internal sealed class ErasedRows(ErasureSubject subject, string alias)
{
    private const string Resource = "resource", ErasedDetail = "The detail told of a person who was erased.";

    private readonly ErasedReferences _references = new(subject.Id, alias);

    /// <summary>A journal entry: of the person without a state, of others without a chosen id in it.</summary>
    public (RowChange Change, int Entries)? OfJournal(Row row)
    {
        if (row.Columns.GetString(Resource) != subject.Id)
        {
            return subject.HasChosenId && !row.Document.IsEmpty && _references.Replace(row.Document) is { } state
                ? (new ReplaceRow(row.Key, row.ETag, row.Columns, state), 1)
                : null;
        }

        if (!subject.HasChosenId)
        {
            return row.Document.IsEmpty ? null : (new ReplaceRow(row.Key, row.ETag, row.Columns, default), 1);
        }

        var columns = row.Columns.ToList().Select(column => column.Name == Resource ? column with { Value = alias } : column);
        return (new ReplaceRow(row.Key, row.ETag, Columns.Of([.. columns]), default), 1);
    }

    /// <summary>Logged requests, of which those of the person lose a chosen id, and those that name it their detail.</summary>
    public (RowChange Change, int Entries)? OfRequests(Row row)
    {
        var requests = LogJson.Read(row.Document);
        var erased = requests.Select(request => request with
        {
            ResourceId = request.ResourceId == subject.Id ? alias : request.ResourceId,
            Detail = Names(request.Detail) ? ErasedDetail : request.Detail,
        }).ToList();
        var count = requests.Zip(erased).Count(pair => pair.First != pair.Second);
        return count == 0 ? null : (new ReplaceRow(row.Key, row.ETag, row.Columns, LogJson.Write(erased)), count);
    }

    // As a word of its own: a chosen id may be short.
    private bool Names(string? detail)
    {
        for (var at = 0; detail is not null && (at = detail.IndexOf(subject.Id, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + subject.Id.Length;
            if ((at == 0 || !IsOfId(detail[at - 1])) && (end == detail.Length || !IsOfId(detail[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfId(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';
}
